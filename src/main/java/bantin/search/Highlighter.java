package bantin.search;

import bantin.article.ArticleReadModel;
import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;

/** Marks the words of a query in articles, in any of their forms. */
@ApplicationScoped
class Highlighter {

    private static final String FORMS = """
            select word, unaccent(word) as folded,
                   (select string_agg(stem, ' ')
                      from unnest(tsvector_to_array(to_tsvector(stemmer_of(:locale), unaccent(word)))) s (stem)) as stems
              from string_to_table(:words, ' ') w (word)""";

    @Inject
    Session database;

    /** @param locale in whose language stems are marked too; empty if they are not */
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
     * For each locale and word of the texts, the form in which the query has it; null if it has none. PostgreSQL is
     * asked for words that have stems, and for those with other letters than Latin ones with accents.
     */
    private Map<String, Map<String, String>> forms(List<Shown> all, Set<String> query) {
        var forms = new HashMap<String, Map<String, String>>();
        for (var each : all) {
            var ofLocale = forms.computeIfAbsent(each.locale, any -> new HashMap<>());
            for (var text : List.of(each.title, each.content)) {
                for (var word : text.words()) {
                    if (!ofLocale.containsKey(word)) {
                        var folded = TextAnalyzer.foldLatin(word);
                        ofLocale.put(word, folded != null && query.contains(folded) ? folded : null);
                    }
                }
            }
        }
        forms.forEach((locale, words) -> {
            var unknown = words.keySet().stream()
                    .filter(word -> !locale.isEmpty() || TextAnalyzer.foldLatin(word) == null)
                    .toList();
            if (!unknown.isEmpty()) {
                lookUp(unknown, locale, query, words);
            }
        });
        return forms;
    }

    private void lookUp(List<String> words, String locale, Set<String> query, Map<String, String> forms) {
        SqlFragment.of(FORMS)
                .with("words", String.join(" ", words))
                .with("locale", locale)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .forEach(row -> {
                    var stems = row.text("stems") == null ? "" : " " + row.text("stems");
                    Arrays.stream((row.text("folded") + stems).split(" "))
                            .filter(query::contains)
                            .findFirst()
                            .ifPresent(form -> forms.put(row.text("word"), form));
                });
    }
}
