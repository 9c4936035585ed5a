package bantin.views;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often articles were read. Counting is one SQL statement on a row of its own: the database adds, so that no two
 * views get the same number, and the article's row and version are not touched.
 */
public final class ViewCount {

    private ViewCount() {}

    /** Counts one view if the article is public at this moment; empty if it is not, and then nothing was counted. */
    static Optional<Long> count(long articleId, Instant now) {
        return Panache.getSession()
                .createNativeQuery("""
                        insert into view_count as c (article_id, total)
                        select id, 1 from article where id = :id and status = 'published' and published_at <= :now
                        on conflict (article_id) do update set total = c.total + 1
                        returning total
                        """, Long.class)
                .setParameter("id", articleId)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Sets what the count goes on from. */
    public static void start(long articleId, long total) {
        Panache.getSession()
                .createNativeQuery("""
                        insert into view_count (article_id, total) values (:id, :total)
                        on conflict (article_id) do update set total = excluded.total
                        """)
                .setParameter("id", articleId)
                .setParameter("total", total)
                .executeUpdate();
    }

    public static long of(long articleId) {
        return of(List.of(articleId)).get(articleId);
    }

    /** The totals of all these articles, 0 for those that nobody has read. */
    public static Map<Long, Long> of(Collection<Long> articleIds) {
        var totals = new HashMap<Long, Long>();
        articleIds.forEach(id -> totals.put(id, 0L));
        Panache.getSession()
                .createNativeQuery(
                        "select article_id, total from view_count where article_id in (:ids)", Object[].class)
                .setParameter("ids", articleIds)
                .getResultList()
                .stream()
                .forEach(row -> totals.put((Long) row[0], (Long) row[1]));
        return totals;
    }
}
