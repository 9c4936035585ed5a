package bantin.search;

import static bantin.search.Lexemes.quoted;
import static java.util.stream.Collectors.joining;

import bantin.search.Suggestion.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Completes what somebody is typing: to names of sections, tags and contributors, and to titles of what is published, the newest
 * first. Each word may be in any place; the last may be only begun. Where nothing has them as they were typed, one of them, and if that does not help
 * all, stand for words that differ from them by a letter or two.
 */
@ApplicationScoped
public class Suggestions {

    /** How many words with this beginning are looked for in titles, those used most first. */
    private static final int COMPLETIONS = 50;

    private static final int NAMES = 50;

    /** How many of the shortest names are sooner looked at one by one than found by the index. */
    private static final int SHORTEST = 500;

    /** After how many of the newest articles, at least, titles are sought in all. */
    private static final List<Integer> NEWER = List.of(3 * Windows.LEAST);

    private static final String IN_ORDER = """
            select * from suggestion
             where kind = 'article' and %s
               and published_at <= (select cast(:now as timestamptz))
               and (expires_at is null or expires_at > (select cast(:now as timestamptz)))""";

    /** Not in their order, in which PostgreSQL would look at a million one by one in the hope to find enough soon. */
    private static final String BY_WORDS = IN_ORDER + " offset 0";

    @Inject
    Session database;

    @Inject
    Windows windows;

    /**
     * A word that was typed.
     *
     * @param begun words that begin like it, if it may go on
     */
    private record Typed(String word, String folded, boolean goesOn, List<String> begun) {

        String inNames() {
            return goesOn ? quoted(folded) + ":*" : quoted(folded);
        }

        String inTitles() {
            return any(forms());
        }

        private List<String> forms() {
            return begun.isEmpty() ? List.of(folded) : begun;
        }

        String behind(Typed former) {
            return any(forms().stream().map(form -> former.folded + "_" + form).toList());
        }

        boolean isAccented() {
            return !word.equals(folded);
        }
    }

    /**
     * @param words at least one
     * @param goesOn whether the last may be only begun
     */
    public List<Suggestion> find(List<String> words, boolean goesOn, Set<Kind> kinds, int limit, Instant now) {
        var typed = typed(words, goesOn);
        var spelled = typed.stream().filter(Typed::isAccented).map(Typed::word).toList();
        var exactly = typed.stream()
                .filter(word -> word.isAccented() && !word.goesOn)
                .map(word -> " & " + quoted("=" + word.word))
                .collect(joining());
        var asTyped = find(
                all(typed, Typed::inNames),
                Stream.of(together(typed), all(typed, Typed::inTitles)),
                exactly,
                spelled,
                kinds,
                limit,
                now);
        if (!asTyped.isEmpty()) {
            return asTyped;
        }
        var near = near(typed);
        if (typed.size() == 1) {
            near.keySet().removeIf(word -> !ArticleSearch.isLong(word.folded));
        }
        if (near.isEmpty()) {
            return List.of();
        }
        var oneMistake = find(
                oneOf(near, typed, Typed::inNames),
                Stream.of(oneOf(near, typed, Typed::inTitles)),
                "",
                List.of(),
                kinds,
                limit,
                now);
        if (!oneMistake.isEmpty()) {
            return oneMistake;
        }
        near.keySet().removeIf(word -> !ArticleSearch.isLong(word.folded));
        var mended = all(typed, word -> near.getOrDefault(word, word.inTitles()));
        return find(mended, Stream.of(mended), "", List.of(), kinds, limit, now);
    }

    /** The words follow each other; empty where there is one alone. */
    private static String together(List<Typed> typed) {
        return IntStream.range(1, typed.size())
                .mapToObj(i -> typed.get(i).behind(typed.get(i - 1)))
                .collect(joining(" & "));
    }

    /** One of the words is mistyped. */
    private static String oneOf(Map<Typed, String> near, List<Typed> typed, Function<Typed, String> form) {
        return near.keySet().stream()
                .map(wrong -> all(typed, word -> word == wrong ? near.get(word) : form.apply(word)))
                .collect(joining(" | "));
    }

    /** @param inTitles of these the first that finds something */
    private List<Suggestion> find(
            String inNames,
            Stream<String> inTitles,
            String exactly,
            List<String> spelled,
            Set<Kind> kinds,
            int limit,
            Instant now) {
        var asSpelledFirst = Comparator.comparing((Suggestion each) -> !each.isSpelled(spelled));
        var names = names(inNames, kinds).stream().sorted(asSpelledFirst).toList();
        var titles = inTitles
                .filter(query -> kinds.contains(Kind.article) && !query.isEmpty())
                .map(query -> titles(query, exactly, limit, now))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .sorted(asSpelledFirst)
                .toList();
        // neither takes the place of the other
        var namesShown = Math.min(names.size(), Math.max(limit / 2, limit - titles.size()));
        return Stream.concat(names.stream().limit(namesShown), titles.stream().limit(limit - namesShown))
                .toList();
    }

    private List<Typed> typed(List<String> words, boolean goesOn) {
        return database
                .createNativeQuery(
                        """
                        select word, folded, n = :last,
                               case when n <> :last then null
                                    when length(folded) = 1 then (%s)
                                    when length(folded) = 2 then (%s)
                                    else (%s) end
                          from (select n, word, unaccent(word) collate "C" as folded
                                  from string_to_table(:words, ' ') with ordinality w (word, n)) w
                         order by n""".formatted(
                                        begun("left(k.word, 1) = folded"),
                                        begun("left(k.word, 2) = folded"),
                                        begun("left(k.word, 3) = left(folded, 3) and starts_with(k.word, folded)")),
                        Object[].class)
                .setParameter("words", String.join(" ", words))
                .setParameter("last", goesOn ? words.size() : 0)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(row -> new Typed((String) row[0], (String) row[1], (Boolean) row[2], list((String) row[3])))
                .toList();
    }

    /** The words that begin so and came first: there are indexes for beginnings of one, two and three letters. */
    private static String begun(String beginning) {
        return """
                select string_agg(b.word, ' ')
                  from (select k.word from search_word k where %s order by k.id limit %d) b""".formatted(beginning, COMPLETIONS);
    }

    private static List<String> list(String words) {
        return words == null ? List.of() : Arrays.asList(words.split(" "));
    }

    /** What each word may have been meant for, as a query; nothing for those that are too short. */
    private Map<Typed, String> near(List<Typed> typed) {
        var near = new LinkedHashMap<Typed, String>();
        var rows = database.createNativeQuery("""
                        select n, (select string_agg(c.word, ' ') from (%s) c)
                          from string_to_table(:words, ' ') with ordinality w (word, n)
                         where length(w.word) between 3 and 30
                         order by n""".formatted(ArticleSearch.NEAR), Object[].class)
                .setParameter("words", typed.stream().map(Typed::folded).collect(joining(" ")))
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList();
        for (var row : rows) {
            if (row[1] != null) {
                near.put(typed.get(((Number) row[0]).intValue() - 1), any(list((String) row[1])));
            }
        }
        return near;
    }

    /**
     * The shortest first: most of it was typed. What was just begun is in many names, so the shortest of all are looked at one by one before the
     * index is asked.
     */
    private List<Suggestion> names(String query, Set<Kind> kinds) {
        return database
                .createNativeQuery("""
                        with shortest as materialized (
                            select kind, entity_id, text, slug, locale
                              from (select * from suggestion where kind <> 'article'
                                     order by length(text), text, entity_id limit :lookedAt) s
                             where words @@ (select cast(:query as tsquery)) and kind in (:kinds)
                             order by length(text), text, entity_id
                             limit :names)
                        select * from shortest
                        union all
                        (select kind, entity_id, text, slug, locale
                           from suggestion
                          where (select count(*) from shortest) < :names
                            and kind <> 'article' and words @@ (select cast(:query as tsquery)) and kind in (:kinds)
                          order by length(text), text, entity_id
                          limit :names)""", Object[].class)
                .setParameter("lookedAt", SHORTEST)
                .setParameter("query", query)
                .setParameter("kinds", kinds.stream().map(Kind::name).toList())
                .setParameter("names", NAMES)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .distinct()
                .limit(NAMES)
                .toList();
    }

    /**
     * Those with all accents that were typed first, in each the newest first; read only as far as they are wanted. What was just begun
     * is in every other title, so the newest are looked at one by one before the index is asked.
     */
    private List<Suggestion> titles(String asked, String exactly, int limit, Instant now) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        var parts = new ArrayList<String>();
        var grouped = "(" + asked + ")";
        var recent = windows.recent(now);
        for (var query : new LinkedHashSet<>(List.of(grouped + exactly, grouped))) {
            var number = parts.size();
            parameters.put("query" + number, query);
            parts.add(part(
                    IN_ORDER,
                    "(words @@ (select cast(:query" + number + " as tsquery))) is true"
                            + condition("published_at >= ", "recent", recent, parameters),
                    limit));
            for (var window : recent == null ? List.<Windows.Window>of() : windows.at(now, NEWER)) {
                number = parts.size();
                parameters.put("query" + number, query + window.and());
                parts.add(part(
                        BY_WORDS,
                        "words @@ (select cast(:query" + number + " as tsquery))"
                                + condition("published_at < ", "recent", recent, parameters)
                                + condition("published_at < ", "to" + number, window.untoldEnd(), parameters),
                        limit));
            }
        }
        var query = database.createNativeQuery(
                        "select * from (" + String.join("\nunion all", parts) + ") t limit " + 2 * limit,
                        Object[].class)
                .setParameter("now", now)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS);
        parameters.forEach(query::setParameter);
        return query.getResultList().stream().map(Suggestion::of).distinct().toList();
    }

    /** @param read what of the titles is read, and how: {@link #IN_ORDER} or {@link #BY_WORDS} */
    private static String part(String read, String conditions, int limit) {
        return """

                (select kind, entity_id, text, slug, locale
                   from (%s) t
                  order by published_at desc, entity_id desc
                  limit %d)""".formatted(read.formatted(conditions), 2 * limit);
    }

    /** In a query of its own, so that PostgreSQL does not plan anew for each time. */
    private static String condition(String condition, String parameter, Instant value, Map<String, Object> parameters) {
        if (value == null) {
            return "";
        }
        parameters.put(parameter, value);
        return " and " + condition + "(select cast(:" + parameter + " as timestamptz))";
    }

    private static String all(List<Typed> typed, Function<Typed, String> form) {
        return typed.stream().map(form).collect(joining(" & ", "(", ")"));
    }

    private static String any(List<String> words) {
        return words.stream().map(Lexemes::quoted).collect(joining(" | ", "(", ")"));
    }
}
