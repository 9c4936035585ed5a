package bantin.views;

import bantin.access.Caller;
import bantin.article.EffectiveStatus;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** View counts of articles. They have their own table, so that a view never changes the row of the article. */
public final class ViewCount {

    private ViewCount() {}

    /** Sets the initial view count. */
    public static void start(long articleId, long total) {
        Panache.getSession()
                .createNativeQuery("""
                        insert into view_count (article_id, total, ranking_total) values (:id, :total, :total)
                        on conflict (article_id) do update set total = excluded.total, ranking_total = excluded.ranking_total
                        """)
                .setParameter("id", articleId)
                .setParameter("total", total)
                .executeUpdate();
    }

    static long of(long articleId) {
        return Panache.getSession()
                .createNativeQuery("select total from view_count where article_id = :id", Long.class)
                .setParameter("id", articleId)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** The totals of those articles that the caller may see. */
    static Map<Long, Long> ofVisible(Collection<Long> articleIds, Caller caller, Instant now) {
        var totals = new HashMap<Long, Long>();
        Panache.getSession()
                .createNativeQuery("""
                        select a.id, coalesce(v.total, 0)
                          from article a
                          left join view_count v on v.article_id = a.id
                         where a.id in (:ids) and a.copy_of is null and (%s or :isEditor or a.owner_id = :key)
                        """.formatted(EffectiveStatus.published.condition), Object[].class)
                .setParameter("ids", articleIds)
                .setParameter("now", now)
                .setParameter("isEditor", caller.isEditor())
                .setParameter("key", caller.keyIdOrNone())
                .getResultList()
                .forEach(row -> totals.put((Long) row[0], ((Number) row[1]).longValue()));
        return totals;
    }
}
