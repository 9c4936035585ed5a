package bantin.crud;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Collection;

/** Advisory locks of PostgreSQL, for what has no row to lock yet. They work across all nodes. */
public final class AdvisoryLocks {

    private AdvisoryLocks() {}

    /** Waits for the lock with this name, and holds it until the current transaction ends. */
    public static void untilCommit(String... name) {
        Panache.getSession()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", String.join(" ", name))
                .getSingleResult();
    }

    /** The same for several names of a kind, in their order. Names must not contain a line feed. */
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
