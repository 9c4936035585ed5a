package bantin.search;

import static bantin.search.SampleSearch.NOW;
import static bantin.search.SampleSearch.WINDOWS;
import static bantin.search.SampleSearch.candidates;
import static bantin.testsupport.GoldenSql.assertUnchanged;

import bantin.database.SqlFragment;
import bantin.paging.Cursor;
import bantin.paging.PageRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements of searches, as a whole. */
class SearchSqlTest {

    private static final int MANY = ArticleSearch.MAX_TOTAL + 1;

    private static SqlFragment page(CandidateQuery candidates, RelevanceCursor position, long hits, Cursor after) {
        var request = new PageRequest(20, null, 0, after, false, 0, ArticleSearch.BY_RELEVANCE, null);
        return new RelevancePage(candidates, position, hits, request).statement(WINDOWS, false);
    }

    @Test
    void the_first_page_of_common_words() {
        assertUnchanged(
                "relevance-common-words",
                "GET /articles?q=nông thôn: more than 500 hits, searched in two windows",
                page(candidates("nông thôn"), RelevanceCursor.start(NOW), MANY, null));
    }

    @Test
    void the_first_page_of_rare_words() {
        assertUnchanged(
                "relevance-few-hits",
                "GET /articles?q=nông thôn: at most 500 hits, read at once",
                page(candidates("nông thôn"), RelevanceCursor.start(NOW), 300, null));
    }

    @Test
    void a_deep_page() {
        var position = RelevanceCursor.start(NOW).nextBatch().nextBatch().after(2, 0.25);
        assertUnchanged(
                "relevance-deep-page",
                "GET /articles?q=nong thon&cursor=…: behind article 42 of the third batch",
                page(candidates("nong thon"), position, MANY, new Cursor(0, position.toString(), 42)));
    }

    @Test
    void a_phrase_with_filters() {
        var filter = new ArticleFilter(
                List.of("van-hoa"),
                List.of(),
                List.of(),
                List.of("vi"),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                Instant.parse("2026-06-01T00:00:00Z"),
                List.of(1L, 2L));
        assertUnchanged(
                "relevance-phrase-and-filters",
                "GET /articles?q=\"xây dựng nông thôn\" -mới&section=van-hoa&locale=vi&publishedAfter=…&updatedAfter=…&ids=1,2",
                page(
                        candidates("\"xây dựng nông thôn\" -mới", "('@lvi') & ('@s7')", filter, true),
                        RelevanceCursor.start(NOW),
                        300,
                        null));
    }

    @Test
    void a_count() {
        assertUnchanged(
                "hit-count",
                "The hits of q=nông thôn, up to 10,000 and a margin",
                HitCount.statement(candidates("nông thôn"), 11_001, WINDOWS));
    }

    @Test
    void the_newest_hits_of_many() {
        assertUnchanged(
                "hits-newest",
                "The newest 10,000 hits of q=nong thon",
                SampleSearch.hits("nong thon", MANY).newest());
    }

    @Test
    void all_hits_of_an_editor() {
        assertUnchanged(
                "hits-with-unpublished",
                "GET /articles?q=nong thon&status=draft,published, as an editor: the hits",
                candidates("nong thon", "", ArticleFilter.ALL, false).all(10_000, CandidateQuery.ALL_TIMES));
    }

    @Test
    void facets() {
        var all = EnumSet.allOf(Facets.Facet.class);
        assertUnchanged(
                "facets",
                "GET /articles?q=nong thon&facets=section,tag,contributor,year,locale: the facets",
                Facets.statement(SampleSearch.hits("nong thon", 300).newest(), all, ZoneId.of("Asia/Ho_Chi_Minh")));
    }

    @Test
    void related_articles() {
        assertUnchanged("related", "GET /articles/42/related", SqlFragment.of(RelatedArticles.SQL));
    }
}
