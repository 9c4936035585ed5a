package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Refuses to delete what something still refers to, and says by how much. The rooms contribute a {@link ReferenceCounter}. */
@ApplicationScoped
public class ReferenceCheck {

    @Inject
    @All
    List<ReferenceCounter> counters;

    @Inject
    Session database;

    /** @throws ProblemException 409 with {@code usedBy}, the count of the first counter by name that finds any, as a member */
    void refuseIfReferenced(VersionedEntity entity) {
        var type = Hibernate.getClass(entity);
        counters.stream()
                .filter(counter -> counter.counts().containsKey(type))
                .sorted(Comparator.comparing(ReferenceCounter::one))
                .forEach(counter -> refuse(counter, counter.counts().get(type), entity.id));
    }

    private void refuse(ReferenceCounter counter, String count, long id) {
        var uses = database.createNativeQuery(count, Long.class)
                .setParameter("id", id)
                .getSingleResult();
        if (uses > 0) {
            throw new ProblemException(
                            ProblemType.IN_USE,
                            "The resource is referenced by " + uses + " "
                                    + (uses == 1 ? counter.one() : counter.many()) + ".")
                    .with("usedBy", uses);
        }
    }
}
