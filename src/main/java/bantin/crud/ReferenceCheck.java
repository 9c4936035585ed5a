package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;

/** Refuses to delete what something still refers to, and says by how much. */
public final class ReferenceCheck {

    private ReferenceCheck() {}

    /**
     * @param one what refers to it, in the singular
     * @param many the same in the plural
     * @param count SQL of ours that counts them, of {@code :id}
     * @throws ProblemException 409 with {@code usedBy}, the count, as a member
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
