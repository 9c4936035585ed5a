package bantin.search;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/**
 * Tells whether the words of a query may be misspelled: no public article has the words of a clause next to each other,
 * nor all words in its title. It depends on what the public can find only, not on the filter of the search.
 */
@ApplicationScoped
class MisspellingCheck {

    /** How many articles that have all bigrams of a query are looked at for its words in a row. */
    private static final int MAX_READ = 200;

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    /** @param hits of the search as it was typed */
    boolean mayBeMisspelled(SearchHits hits) {
        var candidates = hits.candidates();
        var words = candidates.words();
        var isOneWord = words.query().requiredWords().count() == 1;
        if (isOneWord && hits.isAny()) {
            return false;
        }
        var inAll = new CandidateQuery(words, "", ArticleFilter.ALL, true, candidates.moment(), candidates.now());
        var isCommon = !hits.isComplete()
                || candidates.scope().isBySubject()
                || !candidates.scope().isOfAllTimes();
        return !hasWordsInARow(inAll, isCommon) && !(hits.isAny() && hasTitle(inAll));
    }

    private boolean hasWordsInARow(CandidateQuery inAll, boolean isCommon) {
        var recheck = RecheckCondition.of(inAll.words().rechecksOfWordsInARow(), "s", "inARow");
        if (recheck.isEmpty()) {
            return isTrue(withAllBigrams(inAll, isCommon, 1).wrap("exists (", ")"));
        }
        var inARow =
                recheck.wrap("\nwhere (select ", " from article_search s where s.article_id = candidate.article_id)");
        var candidates = withAllBigrams(inAll, isCommon, MAX_READ);
        if (isTrue(candidates
                .wrap("exists (select from (", ") candidate")
                .append(inARow)
                .append(")"))) {
            return true;
        }
        // if so many have all bigrams, it is no accident
        return isTrue(candidates.wrap("(select count(*) from (", ") candidate) = " + MAX_READ));
    }

    private SqlFragment withAllBigrams(CandidateQuery inAll, boolean isCommon, int limit) {
        var searched = isCommon ? inAll.within(windows, RelevancePage.NEAR_AND_FAR) : CandidateQuery.ALL_TIMES;
        return inAll.inTiers(List.of(inAll.words().inARow()), "", limit, searched)
                .wrap("select * from (", ") c\nlimit " + limit);
    }

    private boolean hasTitle(CandidateQuery inAll) {
        return isTrue(SqlFragment.of("exists (select from titles_matching(cast(:query as tsquery), :now, 1))")
                .with("query", inAll.words().all())
                .with("now", inAll.now()));
    }

    private boolean isTrue(SqlFragment condition) {
        return condition
                .wrap("select ", " as holds")
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getSingleResult()
                .isTrue("holds");
    }
}
