package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Looks up the folded forms and the stems of the words of a query, as the index has them. */
@ApplicationScoped
class QueryAnalyzer {

    /** The language of stems if no locale is asked for. */
    private static final String LANGUAGE_WITHOUT_LOCALES = "en";

    private static final String WORD_FORMS = """
            select w.word, unaccent(w.word) as folded,
                   (select string_agg(stem, ' ')
                      from string_to_table(:languages, ' ') l(language),
                           unnest(tsvector_to_array(to_tsvector(stemmer_of(l.language), unaccent(w.word)))) s(stem)
                     where stemmer_of(l.language) is not null) as stems
              from string_to_table(:words, ' ') w(word)""";

    @Inject
    Session database;

    TsQueryBuilder analyze(SearchQuery query, List<String> locales) {
        var languages = (locales.isEmpty()
                        ? Stream.of(LANGUAGE_WITHOUT_LOCALES)
                        : locales.stream().map(TsQueryBuilder::languageOf))
                .collect(toSet());
        var folded = new HashMap<String, String>();
        var stems = new HashMap<String, Set<String>>();
        if (!query.alternatives().isEmpty()) {
            var rows = SqlFragment.of(WORD_FORMS)
                    .with("words", query.words().distinct().collect(joining(" ")))
                    .with("languages", String.join(" ", languages))
                    .query(database)
                    .getResultList();
            for (var row : rows) {
                folded.put(row.text("word"), row.text("folded"));
                if (row.text("stems") != null) {
                    stems.put(
                            row.text("word"),
                            new TreeSet<>(List.of(row.text("stems").split(" "))));
                }
            }
        }
        return new TsQueryBuilder(query, folded, languages, stems);
    }
}
