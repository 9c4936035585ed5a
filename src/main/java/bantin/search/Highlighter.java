package bantin.search;

import bantin.article.ArticleReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
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

    /** @param locale in whose language stems are sought as well; empty where they are not */
    private record Shown(String locale, SnippetBuilder title, SnippetBuilder content) {

        static Shown of(ArticleReadModel article, TsQueryBuilder query) {
            var lead = article.lead() == null ? "" : article.lead() + "\n";
            return new Shown(
                    query.hasStemsOf(article.locale()) ? article.locale() : "",
                    SnippetBuilder.of(article.title()),
                    SnippetBuilder.of(lead + article.bodyText()));
        }
    }

    /** @param articles with their bodies */
    List<Highlights> of(List<ArticleReadModel> articles, TsQueryBuilder query) {
        var all = articles.stream().map(article -> Shown.of(article, query)).toList();
        var forms = forms(all, query.marked());
        return all.stream()
                .map(each -> new Highlights(
                        each.title.marked(forms.get(each.locale)::get),
                        each.content.snippets(forms.get(each.locale)::get)))
                .toList();
    }

    /**
     * By locales the form in which each word is sought, null where it is not. PostgreSQL is asked for those that have stems, or
     * letters that are not Latin ones with accents.
     */
    private Map<String, Map<String, String>> forms(List<Shown> all, Set<String> query) {
        var forms = new HashMap<String, Map<String, String>>();
        for (var each : all) {
            var ofLocale = forms.computeIfAbsent(each.locale, any -> new HashMap<>());
            for (var text : List.of(each.title, each.content)) {
                for (var word : text.words()) {
                    if (!ofLocale.containsKey(word)) {
                        var folded = withoutAccents(word);
                        ofLocale.put(word, query.contains(folded) ? folded : null);
                    }
                }
            }
        }
        forms.forEach((locale, words) -> {
            var asked = words.keySet().stream()
                    .filter(word -> !locale.isEmpty()
                            || !LATIN.matcher(withoutAccents(word)).matches())
                    .toList();
            if (!asked.isEmpty()) {
                ask(asked, locale, query, words);
            }
        });
        return forms;
    }

    private static String withoutAccents(String word) {
        return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd');
    }

    private void ask(List<String> asked, String locale, Set<String> query, Map<String, String> forms) {
        database.createNativeQuery("""
                        select word, unaccent(word),
                               (select string_agg(stem, ' ')
                                  from unnest(tsvector_to_array(to_tsvector(stemmer_of(:locale), unaccent(word)))) s (stem))
                          from string_to_table(:words, ' ') w (word)""", Object[].class)
                .setParameter("words", String.join(" ", asked))
                .setParameter("locale", locale)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .forEach(row -> {
                    var stems = row[2] == null ? "" : " " + row[2];
                    Arrays.stream((row[1] + stems).split(" "))
                            .filter(query::contains)
                            .findFirst()
                            .ifPresent(form -> forms.put((String) row[0], form));
                });
    }
}
