package bantin.entity;

import io.quarkus.hibernate.orm.panache.Panache;

/** Turns for what has no row to lock yet, on all nodes of one database. */
public final class Locks {

    private Locks() {}

    /** Waits until no other transaction holds the lock of this name, and holds it until the present one ends. */
    public static void untilCommit(String... name) {
        Panache.getSession()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", String.join(" ", name))
                .getSingleResult();
    }
}
