package bantin.article;

import bantin.access.Caller;
import bantin.database.Row;
import bantin.database.RowQuery;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * An article that has a slug, or had it while it was public.
 *
 * @param article null if the response to this caller is 404
 * @param moved whether the article has another slug now
 */
public record SlugMatch(long articleId, boolean moved, ArticleReadModel article) {

    /** Of a withdrawal readers are told only at slugs at which the article was public. */
    private static final String FIND = sql(
            """
            select id, locale, false as moved, null as left_at
              from article
             where slug = :slug and copy_of is null
               and (status <> 'withdrawn' or :isEditor or owner_id = :caller)
            union all
            select article_id, locale, true, left_at from slug_redirect where slug = :slug""",
            ArticleReadModel.SELECT + ArticleReadModel.DETAILS + "\nfrom article a" + ArticleReadModel.JOINED
                    + "\nwhere a.id = holder.id and " + ArticlePermissions.TOLD);

    private static final String FIND_LATEST = sql(
            """
            select coalesce(a.copy_of, a.id) as id, a.locale, a.live_revision is not null as moved,
                   cast(null as timestamptz) as left_at
              from article a where a.slug = :slug and a.copy_of is null
            union all
            select copy_of, locale, false, null from article where slug = :slug and copy_of is not null
            union all
            select article_id, locale, true, left_at from slug_redirect where slug = :slug""",
            ArticleReadModel.SELECT_LATEST + ArticleReadModel.DETAILS_LATEST + "\nfrom article a"
                    + ArticleReadModel.JOINED_LATEST + "\nwhere main.id = holder.id and "
                    + ArticleReadModel.IS_LATEST + " and " + ArticlePermissions.TOLD_LATEST);

    private static String sql(String holders, String shown) {
        return "select shown.*, holder.id as holder_id, holder.moved from (\n" + holders
                + "\n) holder\nleft join lateral (\n" + shown + """
                \n) shown on true
                where cast(:locale as text) is null or holder.locale = :locale
                order by holder.locale = :preferred desc, holder.locale, holder.moved, holder.left_at desc
                """;
    }

    /**
     * All matches, the best first: those in the preferred locale, then articles that have the slug, then those that had
     * it latest.
     *
     * @param locale null for any
     */
    public static List<SlugMatch> find(String slug, String locale, String preferredLocale, Caller caller, Instant now) {
        var query = query(FIND, slug, locale, preferredLocale);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .map(row -> of(row, ArticleReadModel::ofDetails))
                .toList();
    }

    /**
     * As {@link #find}, for the latest revisions. A slug that an article has only in the revision that readers get has
     * moved to that of its working copy.
     */
    public static List<SlugMatch> findLatest(String slug, String locale, String preferredLocale, Caller caller) {
        var query = query(FIND_LATEST, slug, locale, preferredLocale);
        return ArticlePermissions.bind(query, caller).getResultList().stream()
                .map(row -> of(row, ArticleReadModel::ofLatestDetails))
                .toList();
    }

    private static RowQuery query(String sql, String slug, String locale, String preferredLocale) {
        return Row.query(Panache.getSession(), sql)
                .setParameter("slug", slug)
                .setParameter("locale", locale)
                .setParameter("preferred", preferredLocale);
    }

    private static SlugMatch of(Row row, Function<Row, ArticleReadModel> article) {
        return new SlugMatch(
                row.number("holder_id"), row.isTrue("moved"), row.value("id") == null ? null : article.apply(row));
    }
}
