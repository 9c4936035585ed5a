package bantin.reading;

import bantin.paging.Sort;
import bantin.search.ArticleSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The orders of a list of articles. */
final class ArticleSorts {

    static final String PUBLISHED_AT = "a.published_at";
    static final String BY_VIEWS = "-views";
    static final String BY_IDS = "ids";

    private static final String NEWEST_FIRST = "-publishedAt";
    private static final String OLDEST_FIRST = "publishedAt";

    private ArticleSorts() {}

    /**
     * Those that a list may have; the first is the default.
     *
     * @param isPublic whether it has public articles only
     * @param isLatest whether articles have the content of their latest revision
     * @param isSearched whether it is searched for words
     * @param ids the ids that articles must have; empty for all
     */
    static List<Sort> of(boolean isPublic, boolean isLatest, boolean isSearched, List<Long> ids) {
        var sorts = new ArrayList<Sort>();
        if (isPublic && isSearched) {
            sorts.add(ArticleSearch.BY_RELEVANCE);
        }
        sorts.add(newestFirst(isPublic));
        sorts.add(Sort.byTime(OLDEST_FIRST, publishedAt(isPublic)));
        sorts.add(Sort.byTime("-updatedAt", isLatest ? "greatest(main.updated_at, a.updated_at)" : "a.updated_at"));
        sorts.add(Sort.byText("title", "a.title"));
        sorts.add(Sort.byNumber(BY_VIEWS, "v.ranking_total"));
        if (!ids.isEmpty()) {
            sorts.add(byIds(ids, isLatest ? "main.id" : "a.id"));
        }
        return sorts;
    }

    static Sort newestFirst(boolean isPublic) {
        return Sort.byTime(NEWEST_FIRST, publishedAt(isPublic));
    }

    /** Drafts have no time of publication; they are sorted by their creation. */
    private static String publishedAt(boolean isPublic) {
        return isPublic ? PUBLISHED_AT : "coalesce(a.published_at, a.created_at)";
    }

    /** The ids are numbers, and few, so they may be literals. */
    private static Sort byIds(List<Long> ids, String id) {
        var list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Sort.byNumber(
                BY_IDS, "cast(array_position(cast(array[" + list + "] as bigint[]), " + id + ") as bigint)");
    }
}
