package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
        return statement(completion, windows.at(now, WINDOWS), limit, now)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .setParameter("recent", windows.behind(PublicationWindows.RECENT, now))
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .toList();
    }

    /**
     * The newest titles are filtered one by one. A query that has not matched often enough by then is so rare that the
     * index is used, for one window of time after the other. The parameter {@code recent} is left open: the time of
     * publication that separates the newest titles from the others, null if there are no others.
     *
     * @param parts the windows, the newest first
     */
    static SqlFragment statement(
            CompletionQuery completion, List<PublicationWindows.Window> parts, int limit, Instant now) {
        var lexemes = completion.lexemes();
        var words = IntStream.range(0, lexemes.size())
                .mapToObj(i -> indexed("lexemes" + i, lexemes.get(i)))
                .toList();
        var conditions = SqlFragment.join("", words);
        var selects = new ArrayList<SqlFragment>();
        selects.add(SqlFragment.of(newest(limit)));
        for (var window : parts) {
            var period = window.buckets() == null
                    ? SqlFragment.of(BEFORE_END, "end", window.to())
                    : indexed("buckets" + selects.size(), window.buckets());
            selects.add(older(conditions.append(period), limit));
        }
        return SqlFragment.join("\nunion all\n", selects)
                .append("\n limit " + limit)
                .with("filter", completion.filter())
                .with("now", now);
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
    private static SqlFragment older(SqlFragment conditions, int limit) {
        var sql = """
                (select *
                   from (
                %s
                           and published_at < (select cast(:recent as timestamptz))
                        offset 0) in_window
                  order by published_at desc, entity_id desc limit %d)""";
        var matching = (MATCHING + conditions.text()).indent(8).stripTrailing();
        return new SqlFragment(sql.formatted(matching, limit), conditions.parameters());
    }

    /**
     * One condition for each place of the query: the index skips in all of them to what one of them lacks. In a single
     * tsquery it would read whatever has the rarest lexemes of one place, and most completions of a prefix are rare.
     */
    private static SqlFragment indexed(String parameter, String tsquery) {
        return SqlFragment.of("\n   and words @@ (select cast(:" + parameter + " as tsquery))", parameter, tsquery);
    }
}
