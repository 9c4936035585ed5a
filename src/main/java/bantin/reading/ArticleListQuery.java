package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleReadModel;
import bantin.article.EffectiveStatus;
import bantin.paging.KeysetQuery;
import bantin.paging.Sort;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of articles: one statement, whatever their length, that brings each with all that a teaser shows. */
final class ArticleListQuery {

    private static final String BELOW = """
            with recursive below as (
                select id from section where slug in (:sections)
                union
                select s.id from section s join below on s.parent_id = below.id)
            select id from below""";

    private ArticleListQuery() {}

    /** Where articles and their ids are taken from. */
    record Source(String from, String id) {

        static final Source ARTICLES = new Source("\nfrom article a", "a.id");
        static final Source RANKED =
                new Source("\nfrom view_count v\njoin article a on a.id = v.article_id", "v.article_id");
    }

    /** What {@code filter} leaves of the articles that the caller may see, as columns of {@link ArticleReadModel}. */
    static KeysetQuery of(ArticleParameters.Filter filter, Sort sort, Caller caller, Instant now) {
        var source = sort.name().equals(ArticleParameters.BY_VIEWS) ? Source.RANKED : Source.ARTICLES;
        return filter.isOfReaders() ? ofReaders(filter, source, caller, now) : of(filter, source, caller, now);
    }

    /**
     * Merged from what its sections, tags and contributors have: each has its articles in the order in which they were
     * published in an index, and this is the order that readers ask for.
     */
    private static KeysetQuery ofReaders(ArticleParameters.Filter filter, Source source, Caller caller, Instant now) {
        var list = list(filter, source, caller, now)
                .mergeIfAny(
                        "(" + BELOW + ") section",
                        "\njoin section s on s.id = a.section_id and s.id = section.id",
                        null,
                        "sections",
                        filter.scope().sections());
        merge(list, "article_tag", "tag", "tags", filter.scope().tags());
        merge(list, "byline", "contributor", "contributors", filter.scope().contributors());
        return list;
    }

    /** @param table in which articles are joined with what is {@code named}, and stand in the order of publication too */
    private static void merge(KeysetQuery list, String table, String named, String parameter, List<String> slugs) {
        list.mergeIfAny(
                "(select id from %1$s where slug in (:%2$s)) %1$s".formatted(named, parameter),
                """

                join %1$s on %1$s.%2$s_id = %2$s.id
                         and %1$s.article_id = a.id
                         and %1$s.published_at = a.published_at""".formatted(table, named),
                new KeysetQuery.Keys(ArticleParameters.PUBLISHED_AT, table + ".published_at", table + ".article_id"),
                parameter,
                slugs);
    }

    static KeysetQuery of(ArticleParameters.Filter filter, Source source, Caller caller, Instant now) {
        return list(filter, source, caller, now)
                .whereIfAny(
                        "a.section_id in (" + BELOW + ")",
                        "sections",
                        filter.scope().sections())
                .whereIfAny("""
                        exists (select 1 from article_tag at join tag t on t.id = at.tag_id
                                 where at.article_id = a.id and t.slug in (:tags))""", "tags", filter.scope().tags())
                .whereIfAny("""
                        exists (select 1 from byline b join contributor c on c.id = b.contributor_id
                                 where b.article_id = a.id and c.slug in (:contributors))""", "contributors", filter.scope().contributors());
    }

    private static KeysetQuery list(ArticleParameters.Filter filter, Source source, Caller caller, Instant now) {
        var body = filter.readsBodies() ? ArticleReadModel.BODY : ArticleReadModel.NO_BODY;
        var list = KeysetQuery.ofColumns(ArticleReadModel.SELECT + body, source.from, source.id)
                .showing("article a on a.id = page.id" + ArticleReadModel.JOINED);
        if (filter.isOfReaders()) {
            // as EffectiveStatus.published says it; its bound is one of what the list may be sorted by
            list.where("a.status = 'published' and (a.expires_at is null or a.expires_at > :now)")
                    .boundIfGiven(ArticleParameters.PUBLISHED_AT, "<=", "now", now);
        } else {
            list.where(filter.statuses().stream()
                    .map(status -> "(" + status.condition + ")")
                    .collect(Collectors.joining(" or ", "(", ")")));
            if (!caller.isEditor()) {
                list.where("(" + EffectiveStatus.published.condition + " or a.owner_id = :key)")
                        .with("key", caller.keyId());
            }
            list.withIfUsed("now", now);
        }
        return list.whereIfAny(
                        "a.locale in (:locales)", "locales", filter.scope().locales())
                .whereIfAny("a.id in (:ids)", "ids", filter.scope().ids())
                .boundIfGiven(
                        ArticleParameters.PUBLISHED_AT,
                        ">",
                        "publishedAfter",
                        filter.scope().publishedAfter())
                .boundIfGiven(
                        ArticleParameters.PUBLISHED_AT,
                        "<",
                        "publishedBefore",
                        filter.scope().publishedBefore())
                .whereIfGiven(
                        // what was scheduled changed for its readers when it came due
                        "(a.updated_at > :updatedAfter or a.published_at > :updatedAfter)",
                        "updatedAfter",
                        filter.scope().updatedAfter());
    }
}
