package bantin.search;

import static bantin.search.TsQueryBuilder.quoted;
import static java.util.stream.Collectors.joining;

import bantin.search.Suggestion.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Completes what somebody is typing: to names of sections, tags and contributors, and to titles of what is published: first
 * those that begin with what was typed, and in each the newest first. Each word may be in any place; the last may be only begun. Where nothing has them as they were typed, those that are unknown stand for words that
 * differ from them by a letter or two; where all are known one of them, whichever helps; and if that does not help all.
 */
@ApplicationScoped
public class Suggestions {

    /** How many words with this beginning are looked for in titles, those that came first into the texts. */
    private static final int COMPLETIONS = 50;

    /** Among how many names those with the accents that were typed are looked for. */
    private static final int MAX_NAMES = 50;

    /** How many of the shortest names are sooner looked at one by one than found by the index. */
    private static final int SHORTEST = 500;

    /** How many articles, at least, lie before the end of each window. */
    private static final List<Integer> WINDOWS = List.of(12_000, 96_000);

    /** Readers have seen a name once a change tells that it was created. */
    private static final String NAME = """
            select kind, entity_id, text, slug, locale
              from (select *, length(text) as characters from suggestion where kind <> 'article' %s) name
             where (words @@ (select cast(:here as tsquery))) is true
               and kind = any(string_to_array((select cast(:kinds as text)), ' '))
               and exists (select from change_log c
                            where c.kind = name.kind and c.entity_id = name.entity_id
                              and c.kind in ('section', 'tag', 'contributor', 'media'))""";

    private static final String NAMES = """
            with shortest as materialized (
                %s
                 order by characters, text, entity_id, kind
                 limit %%1$d)
            select * from shortest
            union all
            (%s and words @@ (select cast(:inIndex as tsquery))
                and (select count(*) from shortest) < %%1$d
              order by characters, text, entity_id, kind
              limit %%1$d)""".formatted(
                    NAME.formatted("order by length(text), text, entity_id limit (select cast(:lookedAt as int))"),
                    NAME.formatted(""));

    private static final String TITLE = """
            select kind, entity_id, text, slug, locale, published_at
              from suggestion
             where kind = 'article' and published_at <= (select cast(:now as timestamptz))
               and (expires_at is null or expires_at > (select cast(:now as timestamptz)))
               and (words @@ (select cast(:here as tsquery))) is true""";

    /**
     * The newest are looked at one by one. What has not been found often enough by then is so rare that the index is asked, in one window of time
     * after the other: not in their order, in which PostgreSQL would look at a million in the hope to find enough soon.
     */
    private static final String TITLES = """
            (%1$s
                and published_at >= (select coalesce(cast(:recent as timestamptz), '-infinity'))
              order by published_at desc, entity_id desc limit %2$d)
            %3$s
             limit %2$d""";

    private static final String IN_WINDOW = """
            union all
            (select *
               from (%1$s and %3$s and %4$s
                        and published_at < (select cast(:recent as timestamptz))
                      offset 0) in_window
              order by published_at desc, entity_id desc limit %2$d)
            """;

    /**
     * One for each place: what all of them have is found by skipping what one of them has not. In a single query of all places the index would look
     * at whatever has one of its rarest words, and where a word is only begun most of its completions are rare.
     */
    private static final String IN_INDEX = "words @@ (select cast(:%s as tsquery))";

    /** The last window has no months by which the index finds what is in it. */
    private static final String BEFORE_THE_END = "published_at < (select cast(:end as timestamptz))";

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    @Inject
    TitlePrefixes prefixes;

    /**
     * A word that was typed.
     *
     * @param isPrefix whether it may be only begun
     * @param known whether something public has it, or a word that begins so, or that cannot be said because it is not learned
     * @param forms what it stands for in titles; where it is only begun itself and those words that came first, which an index finds sooner
     *     than all that begin so
     */
    private record Typed(String word, String folded, boolean isPrefix, boolean known, List<String> forms) {

        Place anywhere() {
            var inIndex = forms.stream().map(TsQueryBuilder::quoted).toList();
            return new Place(isPrefix ? begins(folded) : any(inIndex.stream()), inIndex);
        }

        Place behind(Typed former) {
            var inIndex = former.forms.stream()
                    .flatMap(first -> forms.stream()
                            .limit(COMPLETIONS / former.forms.size())
                            .map(form -> quoted(first + "_" + form)))
                    .toList();
            return new Place(
                    any(isPrefix ? former.forms.stream().map(first -> begins(first + "_" + folded)) : inIndex.stream()),
                    inIndex);
        }

        private static String begins(String word) {
            return quoted(word) + ":*";
        }

        /** What is only begun may go on with something that is not learned: `covi` with `covid19`. */
        boolean mayBeFound() {
            return known || isPrefix;
        }

        boolean isAccented() {
            return !word.equals(folded);
        }

        /** As it is written, with its accents. */
        String spelled() {
            return isPrefix ? begins("=" + word) : quoted("=" + word);
        }

        Typed meaning(List<String> others) {
            return new Typed(word, folded, false, true, others);
        }
    }

    /**
     * What stands in one place of what is asked.
     *
     * @param here for what is looked at one by one
     * @param inIndex of which an index finds each
     */
    private record Place(String here, List<String> inIndex) {}

    /** @param readings what may be meant by what was typed */
    private record Asked(List<List<Place>> readings) {

        static Asked together(List<List<Typed>> readings) {
            return new Asked(readings.stream()
                    .map(words -> IntStream.range(1, words.size())
                            .mapToObj(i -> words.get(i).behind(words.get(i - 1)))
                            .toList())
                    .toList());
        }

        static Asked anywhere(List<List<Typed>> readings) {
            return new Asked(readings.stream()
                    .map(words -> words.stream().map(Typed::anywhere).toList())
                    .toList());
        }

        Asked with(String condition) {
            var place = new Place(condition, List.of(condition));
            return new Asked(readings.stream()
                    .map(places ->
                            Stream.concat(places.stream(), Stream.of(place)).toList())
                    .toList());
        }

        boolean isEmpty() {
            return readings.get(0).isEmpty();
        }

        String here() {
            return readings.stream()
                    .map(places -> places.stream().map(Place::here).collect(joining(" & ")))
                    .collect(joining(" | "));
        }

        /** Conditions of which all are true for what is found, place by place: the readings have as many. */
        List<String> inIndex() {
            return IntStream.range(0, readings.get(0).size())
                    .mapToObj(i -> any(readings.stream()
                            .flatMap(places -> places.get(i).inIndex.stream())
                            .distinct()))
                    .toList();
        }
    }

    /**
     * @param words at least one
     * @param isPrefix whether the last may be only begun
     */
    public List<Suggestion> find(List<String> words, boolean isPrefix, Set<Kind> kinds, int limit, Instant now) {
        var typed = typed(words, isPrefix, now);
        var asTyped = find(List.of(typed), typed, kinds, limit, now);
        if (!asTyped.isEmpty()) {
            return asTyped;
        }
        var unknown = typed.stream().filter(word -> !word.known).toList();
        var corrections = corrections(unknown.isEmpty() ? typed : unknown);
        if (typed.size() == 1) {
            corrections.keySet().removeIf(word -> !SpellingCorrector.isLong(word.folded));
        }
        if (corrections.isEmpty()) {
            return List.of();
        }
        var corrected = unknown.isEmpty()
                ? corrections.keySet().stream()
                        .map(wrong -> corrected(typed, Map.of(wrong, corrections.get(wrong))))
                        .toList()
                : List.of(corrected(typed, corrections));
        var found = find(corrected, List.of(), kinds, limit, now);
        if (!found.isEmpty()) {
            return found;
        }
        var all = unknown.isEmpty() ? corrections : corrections(typed);
        all.keySet().removeIf(word -> !SpellingCorrector.isLong(word.folded));
        var allCorrected = corrected(typed, all);
        return corrected.contains(allCorrected) ? List.of() : find(List.of(allCorrected), List.of(), kinds, limit, now);
    }

    private static List<Typed> corrected(List<Typed> typed, Map<Typed, Typed> corrections) {
        return typed.stream().map(word -> corrections.getOrDefault(word, word)).toList();
    }

    /**
     * @param possible what may be meant, of which one must be found
     * @param typed with the accents that are to come first
     */
    private List<Suggestion> find(
            List<List<Typed>> possible, List<Typed> typed, Set<Kind> kinds, int limit, Instant now) {
        var readings = possible.stream()
                .filter(words -> words.stream().allMatch(Typed::mayBeFound))
                .toList();
        if (readings.isEmpty()) {
            return List.of();
        }
        var spelled = spelled(typed);
        var asSpelledFirst = Comparator.comparing((Suggestion each) -> !each.isSpelled(spelled));
        var anywhere = Asked.anywhere(readings);
        var isOneBegun = readings.stream().anyMatch(words -> words.size() == 1 && words.get(0).isPrefix);
        var names = names(readings, anywhere, isOneBegun, kinds, spelled.isEmpty() ? limit : MAX_NAMES).stream()
                .sorted(asSpelledFirst)
                .toList();
        var titles = kinds.contains(Kind.article) ? titles(readings, typed, limit, now) : List.<Suggestion>of();
        // neither takes the place of the other
        var namesShown = Math.min(names.size(), Math.max(limit / 2, limit - titles.size()));
        return Stream.concat(names.stream().limit(namesShown), titles.stream().limit(limit - namesShown))
                .toList();
    }

    private static List<String> spelled(List<Typed> typed) {
        return typed.stream().filter(Typed::isAccented).map(Typed::word).toList();
    }

    /** Those that begin with what was typed before others, where the accents agree; in each the newest first. */
    private List<Suggestion> titles(List<List<Typed>> readings, List<Typed> typed, int limit, Instant now) {
        var spelled = spelled(typed);
        var begun = typed.isEmpty() ? List.<Suggestion>of() : begun(typed, limit, now);
        if (begun.size() == limit && begun.stream().allMatch(each -> each.isSpelled(spelled))) {
            return begun;
        }
        var exactly = typed.stream()
                .filter(word -> word.isAccented() && !word.isPrefix)
                .map(Typed::spelled)
                .collect(joining(" & "));
        // words that follow each other are sooner found, and more likely meant
        var others = Stream.of(Asked.together(readings), Asked.anywhere(readings))
                .filter(asked -> !asked.isEmpty())
                .map(asked -> titles(asked, exactly, spelled, limit, now))
                .filter(found -> !found.isEmpty() || !begun.isEmpty())
                .findFirst()
                .orElse(List.of());
        return Stream.concat(begun.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparing((Suggestion each) -> !each.isSpelled(spelled)))
                .limit(limit)
                .toList();
    }

    private List<Suggestion> begun(List<Typed> typed, int limit, Instant now) {
        var prefix = typed.stream()
                .map(word -> word.isPrefix ? word.folded : word.folded + " ")
                .collect(joining());
        var spelled =
                typed.stream().filter(Typed::isAccented).map(Typed::spelled).collect(joining(" & "));
        return prefixes.find(prefix, spelled, limit, now);
    }

    /**
     * Learned are words of letters, which are not looked at beyond ASCII here. For the seconds in which it is not recorded yet that something came due
     * no word is taken for unknown.
     */
    private List<Typed> typed(List<String> words, boolean isPrefix, Instant now) {
        return database
                .createNativeQuery(
                        """
                        select word, folded, goes_on,
                               forms is not null or not is_correctable(folded)
                                   or exists (select from scheduled_change where due <= (select cast(:now as timestamptz))),
                               concat_ws(' ', folded, forms)
                          from (select n, word, folded, n = :last as goes_on,
                                       case when n <> :last then (%s)
                                            when length(folded) = 1 then (%s)
                                            when length(folded) = 2 then (%s)
                                            else (%s) end as forms
                                  from (select n, word, unaccent(word) collate "C" as folded
                                          from string_to_table(:words, ' ') with ordinality w (word, n)) w) t
                         order by n""".formatted(
                                        known("k.word = folded", 1),
                                        known("left(k.word, 1) = folded", COMPLETIONS),
                                        known("left(k.word, 2) = folded", COMPLETIONS),
                                        known(
                                                "left(k.word, 3) = left(folded, 3) and starts_with(k.word, folded)",
                                                COMPLETIONS)),
                        Object[].class)
                .setParameter("words", String.join(" ", words))
                .setParameter("last", isPrefix ? words.size() : 0)
                .setParameter("now", now)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(row -> new Typed(
                        (String) row[0], (String) row[1], (Boolean) row[2], (Boolean) row[3], list((String) row[4])))
                .toList();
    }

    /** Of the words for which that is so those that came first: there are indexes for beginnings of one, two and three letters. */
    private static String known(String condition, int limit) {
        return """
                select string_agg(b.word, ' ')
                  from (select k.word from search_word k
                         where %s order by k.id limit %d) b""".formatted(condition, limit);
    }

    private static List<String> list(String words) {
        return Arrays.stream(words.split(" ")).distinct().toList();
    }

    /** What each word may have been meant for; nothing for those that are too short. */
    private Map<Typed, Typed> corrections(List<Typed> typed) {
        var corrections = new LinkedHashMap<Typed, Typed>();
        var rows = database.createNativeQuery("""
                        select n, (select string_agg(c.word, ' ') from (%s) c)
                          from string_to_table(:words, ' ') with ordinality w (word, n)
                         where length(w.word) between 3 and 30
                         order by n""".formatted(SpellingCorrector.NEAR), Object[].class)
                .setParameter("words", typed.stream().map(Typed::folded).collect(joining(" ")))
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList();
        for (var row : rows) {
            if (row[1] != null) {
                var word = typed.get(((Number) row[0]).intValue() - 1);
                corrections.put(word, word.meaning(list((String) row[1])));
            }
        }
        return corrections;
    }

    /**
     * The shortest first: most of it was typed. Beside complete words, those that begin like the last are looked for in what the index finds.
     *
     * @param isBegun whether it is the beginning of one word, and in so many names that the shortest of all are looked at before the index is asked
     */
    private List<Suggestion> names(
            List<List<Typed>> readings, Asked anywhere, boolean isBegun, Set<Kind> kinds, int limit) {
        var complete = readings.stream()
                .map(words -> words.size() == 1
                        ? words
                        : words.stream().filter(word -> !word.isPrefix).toList())
                .toList();
        return database
                .createNativeQuery(NAMES.formatted(limit), Object[].class)
                .setParameter("lookedAt", isBegun ? SHORTEST : 0)
                .setParameter("here", anywhere.here())
                .setParameter("inIndex", Asked.anywhere(complete).here())
                .setParameter("kinds", kinds.stream().map(Kind::name).collect(joining(" ")))
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .distinct()
                .limit(limit)
                .toList();
    }

    /** Those with all accents that were typed first, in each the newest first. */
    private List<Suggestion> titles(Asked asked, String exactly, List<String> spelled, int limit, Instant now) {
        var found = titles(asked, limit, now);
        if (found.size() < limit || found.stream().allMatch(each -> each.isSpelled(spelled))) {
            return found;
        }
        var best = exactly.isEmpty() ? List.<Suggestion>of() : titles(asked.with(exactly), limit, now);
        return Stream.concat(best.stream(), found.stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    private List<Suggestion> titles(Asked asked, int limit, Instant now) {
        var conditions = new LinkedHashMap<String, String>();
        asked.inIndex().forEach(condition -> conditions.put("place" + conditions.size(), condition));
        var inIndex = conditions.keySet().stream().map(IN_INDEX::formatted).collect(joining(" and "));
        var parts = windows.at(now, WINDOWS);
        var inWindows = new StringBuilder();
        for (var window : parts) {
            var span = BEFORE_THE_END;
            if (window.spans() != null) {
                var parameter = "spans" + conditions.size();
                conditions.put(parameter, window.spans());
                span = IN_INDEX.formatted(parameter);
            }
            inWindows.append(IN_WINDOW.formatted(TITLE, limit, inIndex, span));
        }
        var query = database.createNativeQuery(TITLES.formatted(TITLE, limit, inWindows), Object[].class)
                .setParameter("here", asked.here())
                .setParameter("recent", windows.behind(PublicationWindows.RECENT, now), Instant.class)
                .setParameter("end", parts.get(parts.size() - 1).to())
                .setParameter("now", now)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS);
        conditions.forEach(query::setParameter);
        return query.getResultList().stream().map(Suggestion::of).toList();
    }

    private static String any(Stream<String> lexemes) {
        return lexemes.collect(joining(" | ", "(", ")"));
    }
}
