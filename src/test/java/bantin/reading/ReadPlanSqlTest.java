package bantin.reading;

import static bantin.search.SampleSearch.NOW;
import static bantin.testsupport.GoldenSql.assertUnchanged;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.access.Caller;
import bantin.article.EffectiveStatus;
import bantin.database.SqlFragment;
import bantin.paging.Cursor;
import bantin.paging.PageRequest;
import bantin.paging.Sort;
import bantin.search.ArticleFilter;
import bantin.search.SampleSearch;
import bantin.search.SearchQuery;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which plan reads which list, and the statements of each as a whole. */
class ReadPlanSqlTest {

    private static final Caller READER = caller(null, false);
    private static final Caller AUTHOR = caller(7L, false);
    private static final Caller EDITOR = caller(8L, true);

    private static final Set<EffectiveStatus> PUBLIC = EnumSet.of(EffectiveStatus.published);
    private static final ArticleFilter OF_TAGS = new ArticleFilter(
            List.of(),
            List.of("lu-lut", "bao"),
            List.of(),
            List.of(),
            Instant.parse("2026-01-01T00:00:00Z"),
            null,
            null,
            List.of());
    private static final ArticleFilter OF_SECTION_AND_CONTRIBUTOR = new ArticleFilter(
            List.of("van-hoa"), List.of(), List.of("minh-an"), List.of("vi"), null, null, null, List.of());

    private static Caller caller(Long key, boolean isEditor) {
        return new Caller() {
            @Override
            public Long keyId() {
                return key;
            }

            @Override
            public boolean isEditor() {
                return isEditor;
            }
        };
    }

    private static ArticleQuery query(
            Set<EffectiveStatus> statuses, ArticleFilter filter, String words, String sort, Cursor after) {
        return query(statuses, false, filter, words, sort, after);
    }

    private static ArticleQuery query(
            Set<EffectiveStatus> statuses,
            boolean isLatest,
            ArticleFilter filter,
            String words,
            String sort,
            Cursor after) {
        var isPublic = ArticleQuery.isPublic(statuses, isLatest);
        var order = ArticleSorts.of(isPublic, isLatest, words != null, filter.ids()).stream()
                .filter(each -> each.name().equals(sort))
                .findFirst()
                .orElseThrow();
        return new ArticleQuery(
                statuses,
                isLatest,
                isLatest ? true : null,
                filter,
                words == null ? null : SearchQuery.parse(words),
                Set.of(),
                Set.of(),
                new PageRequest(20, null, 0, after, false, 0, order, null));
    }

    private static ArticleQuery published(ArticleFilter filter, String sort) {
        return query(PUBLIC, filter, null, sort, null);
    }

    private static Cursor after(Sort sort) {
        return new Cursor(0, sort.name().contains("publishedAt") ? "2026-10-11T00:28:00Z" : "Thành phố", 42);
    }

    @Test
    void a_list_in_the_order_of_an_index_is_read_along_it() {
        assertThat(ReadPlan.of(published(ArticleFilter.ALL, "title"))).isInstanceOf(IndexOrder.class);
        assertThat(ReadPlan.of(published(OF_TAGS, "publishedAt"))).isInstanceOf(IndexOrder.class);
        assertThat(ReadPlan.of(query(EnumSet.of(EffectiveStatus.draft), OF_TAGS, null, "title", null)))
                .isInstanceOf(IndexOrder.class);
    }

    @Test
    void a_filtered_list_in_another_order_is_found_by_the_search_index() {
        assertThat(ReadPlan.of(published(OF_TAGS, "title"))).isInstanceOf(FilteredSort.class);
        assertThat(ReadPlan.of(query(PUBLIC, ArticleFilter.ALL, "nông thôn", "-publishedAt", null)))
                .isInstanceOf(FilteredSort.class);
        assertThat(ReadPlan.of(
                        query(EnumSet.of(EffectiveStatus.draft), ArticleFilter.ALL, "nông thôn", "-publishedAt", null)))
                .isInstanceOf(FilteredSort.class);
    }

    @Test
    void a_search_in_order_of_relevance_is_ranked() {
        assertThat(ReadPlan.of(query(PUBLIC, OF_TAGS, "nông thôn", "relevance", null)))
                .isInstanceOf(Relevance.class);
    }

    @Test
    void the_newest() {
        assertUnchanged("list-newest", "GET /articles", page(published(ArticleFilter.ALL, "-publishedAt"), READER));
    }

    @Test
    void the_next_page_of_the_newest() {
        var first = published(ArticleFilter.ALL, "-publishedAt");
        assertUnchanged(
                "list-newest-next-page",
                "GET /articles?cursor=…",
                page(query(PUBLIC, ArticleFilter.ALL, null, "-publishedAt", after(first.sort())), READER));
    }

    @Test
    void of_tags_from_a_time_on() {
        var first = published(OF_TAGS, "-publishedAt");
        assertUnchanged(
                "list-of-tags-next-page",
                "GET /articles?tag=lu-lut,bao&publishedAfter=2026-01-01T00:00:00Z&cursor=…",
                page(query(PUBLIC, OF_TAGS, null, "-publishedAt", after(first.sort())), READER));
    }

    @Test
    void of_a_section_and_a_contributor() {
        assertUnchanged(
                "list-of-section-and-contributor",
                "GET /articles?section=van-hoa&contributor=minh-an&locale=vi",
                page(published(OF_SECTION_AND_CONTRIBUTOR, "-publishedAt"), READER));
    }

    @Test
    void a_count() {
        assertUnchanged(
                "list-of-tags-count",
                "GET /articles?tag=lu-lut,bao&publishedAfter=2026-01-01T00:00:00Z&count=exact: the total",
                new IndexOrder(published(OF_TAGS, "-publishedAt"))
                        .list(READER, NOW)
                        .count());
    }

    @Test
    void the_ids_for_facets() {
        assertUnchanged(
                "list-of-tags-ids",
                "GET /articles?tag=lu-lut,bao&publishedAfter=2026-01-01T00:00:00Z&facets=year: the articles to count",
                new IndexOrder(published(OF_TAGS, "publishedAt")).ids(READER, NOW));
    }

    @Test
    void by_title() {
        assertUnchanged(
                "list-by-title", "GET /articles?sort=title", page(published(ArticleFilter.ALL, "title"), READER));
    }

    @Test
    void by_views() {
        assertUnchanged(
                "list-by-views", "GET /articles?sort=-views", page(published(ArticleFilter.ALL, "-views"), READER));
    }

    @Test
    void latest_revisions() {
        assertUnchanged(
                "list-latest",
                "GET /articles?version=draft&status=draft,published&hasUnpublishedChanges=true&sort=-updatedAt, as an author",
                page(
                        query(
                                EnumSet.of(EffectiveStatus.draft, EffectiveStatus.published),
                                true,
                                ArticleFilter.ALL,
                                null,
                                "-updatedAt",
                                null),
                        AUTHOR));
    }

    @Test
    void latest_revisions_by_views() {
        assertUnchanged(
                "list-latest-by-views",
                "GET /articles?version=draft&status=draft&hasUnpublishedChanges=true&sort=-views, as an editor",
                page(query(EnumSet.of(EffectiveStatus.draft), true, ArticleFilter.ALL, null, "-views", null), EDITOR));
    }

    @Test
    void of_an_author() {
        assertUnchanged(
                "list-of-author",
                "GET /articles?status=draft,scheduled&section=van-hoa&contributor=minh-an&locale=vi, as an author",
                page(
                        query(
                                EnumSet.of(EffectiveStatus.draft, EffectiveStatus.scheduled),
                                OF_SECTION_AND_CONTRIBUTOR,
                                null,
                                "-publishedAt",
                                null),
                        AUTHOR));
    }

    @Test
    void of_an_editor() {
        assertUnchanged(
                "list-of-editor",
                "GET /articles?status=draft&sort=-updatedAt, as an editor",
                page(query(EnumSet.of(EffectiveStatus.draft), ArticleFilter.ALL, null, "-updatedAt", null), EDITOR));
    }

    @Test
    void few_hits_by_title() {
        var query = published(OF_TAGS, "title");
        assertUnchanged(
                "filtered-sort-few-hits",
                "GET /articles?tag=lu-lut,bao&publishedAfter=…&sort=title: at most 10,000 hits",
                new FilteredSort(query)
                        .sorted(query.sort(), List.of(1L, 2L, 3L), READER, NOW)
                        .page(query.page()));
    }

    @Test
    void many_hits_by_views() {
        var query = query(PUBLIC, OF_TAGS, "\"xây dựng nông thôn\"", "-views", null);
        var hits = SampleSearch.hits("\"xây dựng nông thôn\"", 10_001);
        assertUnchanged(
                "filtered-sort-many-hits",
                "GET /articles?q=\"xây dựng nông thôn\"&tag=lu-lut,bao&publishedAfter=…&sort=-views: more than 10,000 hits",
                new FilteredSort(query)
                        .tested(query.sort(), hits.condition(), READER, NOW)
                        .page(query.page()));
    }

    @Test
    void the_most_viewed() {
        var page = new PageRequest(20, null, 0, null, false, 0, Sort.byNumber("-views", "w.views"), null);
        assertUnchanged(
                "most-viewed",
                "GET /articles/most-viewed?section=van-hoa",
                ArticleListQuery.filtered(
                                ArticleQuery.published(ArticleFilter.of(List.of("van-hoa"), List.of()), page),
                                MostViewedResource.Window.DAY.source(),
                                READER,
                                NOW)
                        .with("since", NOW)
                        .page(page));
    }

    private static SqlFragment page(ArticleQuery query, Caller caller) {
        return ((IndexOrder) ReadPlan.of(query)).list(caller, NOW).page(query.page());
    }
}
