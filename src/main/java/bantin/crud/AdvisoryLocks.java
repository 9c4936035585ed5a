package bantin.crud;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Collection;

/** Turns for what has no row to lock yet, on all nodes of one database. */
public final class AdvisoryLocks {

    private AdvisoryLocks() {}

    /** Waits until no other transaction holds the lock of this name, and holds it until the present one ends. */
    public static void untilCommit(String... name) {
        Panache.getSession()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", String.join(" ", name))
                .getSingleResult();
    }

    /** The same for several names of a kind, one after the other in their order. No name has a line feed. */
    public static void untilCommit(String kind, Collection<String> names) {
        Panache.getSession()
                .createNativeQuery("""
                        select count(*)
                          from (select string_to_table(:names, chr(10)) as name order by 1) n
                         cross join lateral pg_advisory_xact_lock(hashtextextended(:kind || ' ' || name, 0))
                        """)
                .setParameter("kind", kind)
                .setParameter("names", String.join("\n", names))
                .getSingleResult();
    }
}
