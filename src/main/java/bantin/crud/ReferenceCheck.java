package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;

/** Prevents the deletion of an entity that others refer to. */
public final class ReferenceCheck {

    private ReferenceCheck() {}

    /**
     * @param one what refers to the entity, in the singular
     * @param many the same in the plural
     * @param count an SQL query that counts the references to {@code :id}
     * @throws ProblemException 409 with the count as {@code usedBy}, if there are references
     */
    public static void refuse(String one, String many, String count, long id) {
        var uses = (Long) Panache.getSession()
                .createNativeQuery(count, Long.class)
                .setParameter("id", id)
                .getSingleResult();
        if (uses > 0) {
            throw new ProblemException(
                            ProblemType.IN_USE,
                            "The resource is referenced by " + uses + " " + (uses == 1 ? one : many) + ".")
                    .with("usedBy", uses);
        }
    }
}
