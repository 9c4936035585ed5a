package bantin.search;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Completes typed words to titles of published articles. Titles that begin with the typed text come first, then titles
 * that have the words in a row or, if there are none, anywhere. In each group titles with the typed accents come first,
 * then the newest.
 */
@ApplicationScoped
class TitleCompletions {

    /** The least number of articles that are newer than the end of each window but the last. */
    private static final List<Integer> WINDOWS = List.of(12_000, 96_000);

    /** Public titles that pass the filter. With "is true" the filter cannot be an index condition. */
    private static final String MATCHING = """
            select kind, entity_id, text, slug, locale, published_at
              from suggestion
             where kind = 'article' and published_at <= (select cast(:now as timestamptz))
               and (expires_at is null or expires_at > (select cast(:now as timestamptz)))
               and (words @@ (select cast(:filter as tsquery))) is true""";

    /** The last window has no time buckets: it has no beginning. */
    private static final String BEFORE_END = "\n   and published_at < (select cast(:end as timestamptz))";

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    @Inject
    TitlePrefixes prefixes;

    /**
     * A statement and the values of those of its parameters whose number depends on the query.
     *
     * @param tsqueries by parameter
     */
    record Statement(String sql, Map<String, String> tsqueries) {}

    /**
     * @param alternatives what may have been meant by the typed words
     * @param typed the words, if titles that begin with them come first; empty if the alternatives are corrections
     */
    List<Suggestion> find(List<List<TypedWord>> alternatives, List<TypedWord> typed, int limit, Instant now) {
        var accented = typed.stream().filter(TypedWord::isAccented).toList();
        var spellings = accented.stream().map(TypedWord::spelled).toList();
        var prefixed = typed.isEmpty() ? List.<Suggestion>of() : withPrefix(typed, limit, now);
        if (prefixed.size() == limit && prefixed.stream().allMatch(title -> title.hasSpellings(spellings))) {
            return prefixed;
        }
        // Words in a row are found faster and are more likely to be meant.
        var others = Stream.of(CompletionQuery.inARow(alternatives), CompletionQuery.anywhere(alternatives))
                .filter(query -> !query.isEmpty())
                .map(query -> spelledFirst(query, accented, limit, now))
                .filter(found -> !found.isEmpty() || !prefixed.isEmpty())
                .findFirst()
                .orElse(List.of());
        return Stream.concat(prefixed.stream(), others.stream())
                .distinct()
                .sorted(Suggestion.spelledFirst(spellings))
                .limit(limit)
                .toList();
    }

    private List<Suggestion> withPrefix(List<TypedWord> typed, int limit, Instant now) {
        var prefix = typed.stream()
                .map(word -> word.isPrefix() ? word.folded() : word.folded() + " ")
                .collect(joining());
        var spelled = typed.stream()
                .filter(TypedWord::isAccented)
                .map(TypedWord::spelledQuery)
                .collect(joining(" & "));
        return prefixes.find(prefix, spelled, limit, now);
    }

    /** Titles with all accented words as they were typed, then others; in each the newest first. */
    private List<Suggestion> spelledFirst(CompletionQuery query, List<TypedWord> accented, int limit, Instant now) {
        var spellings = accented.stream().map(TypedWord::spelled).toList();
        var found = find(query, limit, now);
        if (found.size() < limit || found.stream().allMatch(title -> title.hasSpellings(spellings))) {
            return found;
        }
        var spelled = accented.stream()
                .filter(word -> !word.isPrefix())
                .map(TypedWord::spelledQuery)
                .collect(joining(" & "));
        var best = spelled.isEmpty() ? List.<Suggestion>of() : find(query.and(spelled), limit, now);
        return Stream.concat(best.stream(), found.stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    private List<Suggestion> find(CompletionQuery completion, int limit, Instant now) {
        var parts = windows.at(now, WINDOWS);
        var statement = statement(completion, parts, limit);
        var query = database.createNativeQuery(statement.sql, Tuple.class)
                .setParameter("filter", completion.filter())
                .setParameter("recent", windows.behind(PublicationWindows.RECENT, now), Instant.class)
                .setParameter("end", parts.get(parts.size() - 1).to())
                .setParameter("now", now)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS);
        statement.tsqueries.forEach(query::setParameter);
        return query.getResultList().stream().map(Suggestion::of).toList();
    }

    /**
     * The newest titles are filtered one by one. A query that has not matched often enough by then is so rare that the
     * index is used, for one window of time after the other.
     *
     * @param parts the windows, the newest first
     */
    static Statement statement(CompletionQuery completion, List<PublicationWindows.Window> parts, int limit) {
        var tsqueries = new LinkedHashMap<String, String>();
        completion.lexemes().forEach(lexemes -> tsqueries.put("lexemes" + tsqueries.size(), lexemes));
        var words = tsqueries.keySet().stream().map(TitleCompletions::indexed).collect(joining(""));
        var selects = new ArrayList<String>();
        selects.add(newest(limit));
        for (var window : parts) {
            if (window.buckets() == null) {
                selects.add(older(words + BEFORE_END, limit));
            } else {
                var parameter = "buckets" + tsqueries.size();
                tsqueries.put(parameter, window.buckets());
                selects.add(older(words + indexed(parameter), limit));
            }
        }
        return new Statement(String.join("\nunion all\n", selects) + "\n limit " + limit, tsqueries);
    }

    private static String newest(int limit) {
        return """
                (
                %s
                       and published_at >= (select coalesce(cast(:recent as timestamptz), '-infinity'))
                     order by published_at desc, entity_id desc limit %d)""".formatted(MATCHING.indent(4).stripTrailing(), limit);
    }

    /**
     * "offset 0" keeps the order apart from the conditions. Otherwise PostgreSQL would read titles in the order of
     * their publication, up to a million, in the hope of finding enough soon.
     */
    private static String older(String conditions, int limit) {
        return """
                (select *
                   from (
                %s
                           and published_at < (select cast(:recent as timestamptz))
                        offset 0) in_window
                  order by published_at desc, entity_id desc limit %d)""".formatted((MATCHING + conditions).indent(8).stripTrailing(), limit);
    }

    /**
     * One condition for each place of the query: the index skips in all of them to what one of them lacks. In a single
     * tsquery it would read whatever has the rarest lexemes of one place, and most completions of a prefix are rare.
     */
    private static String indexed(String parameter) {
        return "\n   and words @@ (select cast(:" + parameter + " as tsquery))";
    }
}
