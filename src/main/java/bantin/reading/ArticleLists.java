package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleReadModel;
import bantin.search.ArticleSearch;
import bantin.search.Facets;
import bantin.search.Highlights;
import bantin.site.SiteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads lists of articles: a plan becomes rows, and the rows become records. */
@ApplicationScoped
class ArticleLists {

    @Inject
    Session database;

    @Inject
    ArticleSearch search;

    @Inject
    Caller caller;

    @Inject
    SiteConfig site;

    RestResponse<ArticlePage> read(ReadPlan plan, Instant now) {
        var query = plan.query();
        var result = plan.read(new ReadPlan.Access(database, search, caller), now);
        var articles = result.rows().rows().stream()
                .map(query.isLatest() ? ArticleReadModel::ofLatest : ArticleReadModel::of)
                .toList();
        var highlights = query.include().contains(ArticleParameters.Include.highlights)
                ? result.hits().highlights(articles)
                : Collections.<Highlights>nCopies(articles.size(), null);
        var items = IntStream.range(0, articles.size())
                .mapToObj(i -> ArticleSummary.of(articles.get(i), query.include(), highlights.get(i), now, caller))
                .toList();
        var correctedQuery = result.hits() == null ? null : result.hits().correctedQuery();
        return result.rows()
                .answer(
                        query.page(),
                        new ArticlePage(items, result.rows().position(), facets(query, result), correctedQuery));
    }

    private Facets facets(ArticleQuery query, ReadResult result) {
        return query.facets().isEmpty()
                ? null
                : Facets.of(
                        result.ids().get(), query.facets(), site.timeZone(), ArticleSearch.TIMEOUT_SECONDS, database);
    }
}
