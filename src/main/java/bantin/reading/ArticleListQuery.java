package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleReadModel;
import bantin.article.EffectiveStatus;
import bantin.database.SqlFragment;
import bantin.paging.KeysetQuery;
import bantin.paging.Sort;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists of articles in SQL: one statement reads the articles of a page with everything that a teaser shows. */
final class ArticleListQuery {

    /**
     * {@code is_public} without its condition on the time of publication, which is a bound of the list instead: an
     * index that has the list in order of publication is entered at it, and partial indexes have the status as their
     * condition.
     */
    private static final String PUBLIC = "a.status = 'published' and (a.expires_at is null or a.expires_at > :now)";

    private static final Set<EffectiveStatus> MAY_HAVE_WORKING_COPY =
            EnumSet.of(EffectiveStatus.scheduled, EffectiveStatus.published, EffectiveStatus.expired);

    private static final String WITH_SUBSECTIONS = """
            with recursive below as (
                select id from section where slug in (:sections)
                union
                select s.id from section s join below on s.parent_id = below.id)
            select id from below""";

    private ArticleListQuery() {}

    /** The tables that the list is read from, and the SQL of an article's id. */
    record Source(String from, String id) {

        static final Source ARTICLES = new Source("\nfrom article a", "a.id");
        static final Source RANKED =
                new Source("\nfrom view_count v\njoin article a on a.id = v.article_id", "v.article_id");
        static final Source LATEST = new Source(ARTICLES.from + ArticleReadModel.ARTICLE_OF_ROW, "a.id");
        static final Source RANKED_LATEST = new Source(
                "\nfrom view_count v\njoin article main on main.id = v.article_id\njoin article a on a.id = main.id or"
                        + " a.copy_of = main.id",
                "a.id");
    }

    /**
     * The articles of the query that the caller may see, as columns of {@link ArticleReadModel}.
     *
     * @param sort the order in which they are read, which may be another one than that of the query
     */
    static KeysetQuery of(ArticleQuery query, Sort sort, Caller caller, Instant now) {
        var isRanked = sort.name().equals(ArticleSorts.BY_VIEWS);
        var source = query.isLatest()
                ? isRanked ? Source.RANKED_LATEST : Source.LATEST
                : isRanked ? Source.RANKED : Source.ARTICLES;
        return query.isPublic() ? merged(query, source, caller, now) : filtered(query, source, caller, now);
    }

    /**
     * Merged from the articles of its sections, tags and contributors: an index has those of each in order of
     * publication, which is the usual order of public lists.
     */
    private static KeysetQuery merged(ArticleQuery query, Source source, Caller caller, Instant now) {
        var list = list(query, source, caller, now)
                .mergeIfAny(
                        "(" + WITH_SUBSECTIONS + ") section",
                        "\njoin section s on s.id = a.section_id and s.id = section.id",
                        null,
                        "sections",
                        query.filter().sections());
        merge(list, "article_tag", "tag", "tags", query.filter().tags());
        merge(list, "byline", "contributor", "contributors", query.filter().contributors());
        return list;
    }

    /** @param table joins articles with what is {@code named}; an index has its rows in order of publication */
    private static void merge(KeysetQuery list, String table, String named, String parameter, List<String> slugs) {
        list.mergeIfAny(
                "(select id from %1$s where slug in (:%2$s)) %1$s".formatted(named, parameter),
                """

                join %1$s on %1$s.%2$s_id = %2$s.id
                         and %1$s.article_id = a.id
                         and %1$s.published_at = a.published_at""".formatted(table, named),
                new KeysetQuery.Keys(ArticleSorts.PUBLISHED_AT, table + ".published_at", table + ".article_id"),
                parameter,
                slugs);
    }

    /** Without branches. */
    static KeysetQuery filtered(ArticleQuery query, Source source, Caller caller, Instant now) {
        return list(query, source, caller, now)
                .whereIfAny(
                        "a.section_id in (" + WITH_SUBSECTIONS + ")",
                        "sections",
                        query.filter().sections())
                .whereIfAny("""
                        exists (select 1 from article_tag at join tag t on t.id = at.tag_id
                                 where at.article_id = a.id and t.slug in (:tags))""", "tags", query.filter().tags())
                .whereIfAny("""
                        exists (select 1 from byline b join contributor c on c.id = b.contributor_id
                                 where b.article_id = a.id and c.slug in (:contributors))""", "contributors", query.filter().contributors());
    }

    private static KeysetQuery list(ArticleQuery query, Source source, Caller caller, Instant now) {
        var body = query.needsBodies() ? ArticleReadModel.BODY : ArticleReadModel.NO_BODY;
        var columns = query.isLatest() ? ArticleReadModel.SELECT_LATEST : ArticleReadModel.SELECT;
        var joined = query.isLatest() ? ArticleReadModel.JOINED_LATEST : ArticleReadModel.JOINED;
        var list = KeysetQuery.ofColumns(columns + body, source.from, source.id)
                .withDetailsFrom("article a on a.id = page.id" + joined);
        if (query.isPublic()) {
            list.where(PUBLIC).boundIfGiven(ArticleSorts.PUBLISHED_AT, "<=", "now", now);
        } else {
            list.where(SqlFragment.of(statuses(query)).withIfUsed("now", now));
            if (query.isLatest()) {
                list.where(ArticleReadModel.IS_LATEST);
                if (query.isUnpublished() != null) {
                    // the status of the row: that of a working copy is draft
                    list.where(query.isUnpublished() ? "a.status <> 'published'" : "a.status = 'published'");
                }
            }
            if (!caller.isEditor()) {
                var isSeen = query.isLatest()
                        ? "main.owner_id = :key"
                        : "(" + EffectiveStatus.published.condition + " or a.owner_id = :key)";
                list.where(SqlFragment.of(isSeen, "key", caller.keyId()).withIfUsed("now", now));
            }
        }
        return list.whereIfAny(
                        "a.locale in (:locales)", "locales", query.filter().locales())
                .whereIfAny(
                        query.isLatest() ? "main.id in (:ids)" : "a.id in (:ids)",
                        "ids",
                        query.filter().ids())
                .boundIfGiven(
                        ArticleSorts.PUBLISHED_AT,
                        ">",
                        "publishedAfter",
                        query.filter().publishedAfter())
                .boundIfGiven(
                        ArticleSorts.PUBLISHED_AT,
                        "<",
                        "publishedBefore",
                        query.filter().publishedBefore())
                .whereIfGiven(
                        // for readers, a scheduled article changes when it is published
                        query.isLatest()
                                ? "(greatest(main.updated_at, a.updated_at) > :updatedAfter"
                                        + " or main.published_at > :updatedAfter)"
                                : "(a.updated_at > :updatedAfter or a.published_at > :updatedAfter)",
                        "updatedAfter",
                        query.filter().updatedAfter());
    }

    /** What is not published has no working copy, and an index has the rows with its statuses. */
    private static String statuses(ArticleQuery query) {
        var mayHaveWorkingCopies =
                query.isLatest() && query.statuses().stream().anyMatch(MAY_HAVE_WORKING_COPY::contains);
        var any = query.statuses().stream()
                .map(status -> "(" + status.condition + ")")
                .collect(Collectors.joining(" or ", "(", ")"));
        return mayHaveWorkingCopies ? any.replace("a.", "main.") : "a.copy_of is null and " + any;
    }
}
