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

/** Prevents the deletion of an entity that others refer to. The rooms contribute a {@link ReferenceCounter}. */
@ApplicationScoped
public class ReferenceCheck {

    @Inject
    @All
    List<ReferenceCounter> counters;

    @Inject
    Session database;

    /**
     * @throws ProblemException 409 with the count as {@code usedBy}; of several counters, the first by name is reported
     */
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
                            "The resource is referenced by " + uses + " " + (uses == 1 ? counter.one() : counter.many())
                                    + ".")
                    .with("usedBy", uses);
        }
    }
}
