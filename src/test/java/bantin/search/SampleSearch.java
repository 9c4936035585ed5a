package bantin.search;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import bantin.search.PublicationWindows.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Searches of which only the SQL is wanted: there is no database. */
public final class SampleSearch {

    public static final Instant NOW = Instant.parse("2026-11-30T05:00:00Z");

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    /** The newest two months, and the rest. */
    static final List<Window> WINDOWS = List.of(
            new Window("'@m202610' | '@m202611' | '@m202612'", OCTOBER, Instant.parse("2027-01-01T00:00:00Z")),
            new Window(null, null, OCTOBER));

    private SampleSearch() {}

    static TsQueryBuilder words(String typed) {
        var query = SearchQuery.parse(typed);
        var folded = query.words().distinct().collect(toMap(identity(), TextAnalyzer::foldLatin));
        return new TsQueryBuilder(query, folded, Set.of("vi"), Map.of());
    }

    /** @param lexemes of the filter */
    static CandidateQuery candidates(String typed, String lexemes, ArticleFilter filter, boolean published) {
        return new CandidateQuery(words(typed), lexemes, filter, published, NOW, NOW);
    }

    static CandidateQuery candidates(String typed) {
        return candidates(typed, "", ArticleFilter.ALL, true);
    }

    /** @param count how many there are */
    public static SearchHits hits(String typed, long count) {
        var hitCount = new HitCount() {
            @Override
            long upToMax(CandidateQuery candidates) {
                return count;
            }
        };
        var windows = new PublicationWindows() {
            @Override
            List<Window> at(Instant now, List<Integer> articles) {
                return WINDOWS;
            }
        };
        return new SearchHits(candidates(typed), RelevanceCursor.start(NOW), hitCount, windows, null, null);
    }
}
