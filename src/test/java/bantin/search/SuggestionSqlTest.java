package bantin.search;

import static bantin.search.SampleSearch.NOW;
import static bantin.search.SampleSearch.WINDOWS;
import static bantin.testsupport.GoldenSql.assertUnchanged;

import bantin.search.Suggestion.Kind;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statements of suggestions and of spelling correction, as a whole. */
class SuggestionSqlTest {

    private static final TypedWord VINH = new TypedWord("vịnh", "vinh", false, true, List.of("vinh"));
    private static final TypedWord HA = new TypedWord("ha", "ha", true, true, List.of("ha", "hai", "hanh"));

    @Test
    void the_analysis_of_the_typed_words() {
        assertUnchanged(
                "suggest-words",
                "GET /suggest?q=vịnh ha: the words, with completions of the last one",
                Dictionary.statement(List.of("vịnh", "ha"), true, NOW));
    }

    @Test
    void names() {
        assertUnchanged(
                "suggest-names",
                "GET /suggest?q=ha: names, among the 500 shortest ones first",
                NameCompletions.statement(List.of(List.of(HA)), EnumSet.of(Kind.section, Kind.tag), 10));
    }

    @Test
    void titles_that_begin_with_the_typed_text() {
        assertUnchanged(
                "suggest-title-prefixes",
                "GET /suggest?q=vịnh ha: titles that begin so, those with the typed accents first",
                TitlePrefixes.statement("vinh ha", "'=vịnh'", 10, NOW));
    }

    @Test
    void titles_with_the_words_in_a_row() {
        assertUnchanged(
                "suggest-titles-in-a-row",
                "GET /suggest?q=vịnh ha: titles that have the words in a row, in two windows; recent is set apart",
                TitleCompletions.statement(CompletionQuery.inARow(List.of(List.of(VINH, HA))), WINDOWS, 10, NOW));
    }

    @Test
    void titles_with_corrected_words_anywhere() {
        assertUnchanged(
                "suggest-titles-corrected",
                "GET /suggest?q=vjnh hq: titles that have corrections of the words in any place",
                TitleCompletions.statement(
                        CompletionQuery.anywhere(List.of(
                                List.of(VINH.corrected(List.of("vinh", "minh")), HA.corrected(List.of("ha", "he"))))),
                        WINDOWS,
                        10,
                        NOW));
    }

    @Test
    void candidates_for_misspelled_words() {
        assertUnchanged(
                "spelling-candidates",
                "The words of the dictionary that vjnh and lonng may stand for",
                SpellingCandidates.statement(List.of("vjnh", "lonng"), 8));
    }
}
