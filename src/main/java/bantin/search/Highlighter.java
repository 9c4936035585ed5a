package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.article.ArticleRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.Session;

/** Marks in articles what a search was for. */
@ApplicationScoped
class Highlighter {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern LATIN = Pattern.compile("[a-z0-9]+");

    @Inject
    Session database;

    /**
     * A word of an article.
     *
     * @param locale in whose language its stem is sought as well; empty where it is not
     */
    private record Word(String text, String locale) {}

    private record Shown(String locale, MarkedText title, MarkedText content) {

        static Shown of(ArticleRow article, Lexemes sought) {
            var lead = article.lead() == null ? "" : article.lead() + "\n";
            return new Shown(
                    sought.hasStemsOf(article.locale()) ? article.locale() : "",
                    MarkedText.of(article.title()),
                    MarkedText.of(lead + article.bodyText()));
        }
    }

    /** @param articles with their bodies */
    List<Highlights> of(List<ArticleRow> articles, Lexemes sought) {
        var all = articles.stream().map(article -> Shown.of(article, sought)).toList();
        var forms = forms(all, sought.marked());
        return all.stream()
                .map(each -> new Highlights(
                        each.title.marked(word -> forms.get(new Word(word, each.locale))),
                        each.content.snippets(word -> forms.get(new Word(word, each.locale)))))
                .toList();
    }

    /**
     * The form in which each word is sought, null where it is not. PostgreSQL is asked for those that have stems, or
     * letters that are not Latin ones with accents.
     */
    private Map<Word, String> forms(List<Shown> all, Set<String> sought) {
        var forms = new HashMap<Word, String>();
        var asked = new LinkedHashSet<Word>();
        for (var each : all) {
            for (var text : List.of(each.title, each.content)) {
                for (var lower : text.words()) {
                    var word = new Word(lower, each.locale);
                    if (!forms.containsKey(word)) {
                        var folded = withoutAccents(lower);
                        if (!each.locale.isEmpty() || !LATIN.matcher(folded).matches()) {
                            asked.add(word);
                        }
                        forms.put(word, sought.contains(folded) ? folded : null);
                    }
                }
            }
        }
        if (!asked.isEmpty()) {
            ask(asked, sought, forms);
        }
        return forms;
    }

    private static String withoutAccents(String word) {
        return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd');
    }

    private void ask(Set<Word> asked, Set<String> sought, Map<Word, String> forms) {
        database.createNativeQuery("""
                        select word, locale, unaccent(word),
                               (select string_agg(stem, ' ')
                                  from unnest(tsvector_to_array(to_tsvector(search_stemmer(locale), unaccent(word)))) s (stem))
                          from rows from (string_to_table(:words, ' '), string_to_table(:locales, ' ')) w (word, locale)""", Object[].class)
                .setParameter("words", asked.stream().map(Word::text).collect(joining(" ")))
                .setParameter(
                        "locales",
                        asked.stream()
                                .map(word -> word.locale.isEmpty() ? "-" : word.locale)
                                .collect(joining(" ")))
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .forEach(row -> {
                    var locale = (String) row[1];
                    var stems = row[3] == null ? "" : " " + row[3];
                    Arrays.stream(((String) row[2] + stems).split(" "))
                            .filter(sought::contains)
                            .findFirst()
                            .ifPresent(form ->
                                    forms.put(new Word((String) row[0], locale.equals("-") ? "" : locale), form));
                });
    }
}
