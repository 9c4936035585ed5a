package bantin.search;

import static bantin.search.CompletionQuery.MAX_LEXEMES;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hibernate.Session;

/** Looks up words in {@code search_word}, the dictionary of what is public, and completes the last one. */
@ApplicationScoped
class Dictionary {

    /**
     * A word is known if the dictionary has it or, for a prefix, a word that begins with it. The dictionary has only
     * words of letters, so it says nothing about others. When an article becomes due, its words are added some seconds
     * later; meanwhile no word counts as unknown.
     */
    private static final String SQL = """
            with typed as (
                select place, word, unaccent(word) collate "C" as folded, place = :prefixPlace as is_prefix
                  from string_to_table(:words, ' ') with ordinality w (word, place)),
            looked_up as (
                select place, word, folded, is_prefix,
                       case when not is_prefix then
            %s
                            when length(folded) = 1 then
            %s
                            when length(folded) = 2 then
            %s
                            else
            %s
                       end as entries
                  from typed)
            select word, folded, is_prefix,
                   entries is not null or not is_correctable(folded)
                       or exists (select from scheduled_change where due <= (select cast(:now as timestamptz)))
                       as is_known,
                   concat_ws(' ', folded, entries) as forms
              from looked_up
             order by place""".formatted(
                    entries("entry.word = folded", 1),
                    entries("left(entry.word, 1) = folded", MAX_LEXEMES),
                    entries("left(entry.word, 2) = folded", MAX_LEXEMES),
                    entries("left(entry.word, 3) = left(folded, 3) and starts_with(entry.word, folded)", MAX_LEXEMES));

    @Inject
    Session database;

    /**
     * The first entries that meet a condition, in the order in which they were added: frequent words come first. There
     * are indexes for the first letter, the first two and the first three.
     */
    private static String entries(String condition, int max) {
        return """
                (select string_agg(found.word, ' ')
                   from (select entry.word from search_word entry
                          where %s
                          order by entry.id limit %d) found)""".formatted(condition, max).indent(17).stripTrailing();
    }

    static SqlFragment statement(List<String> words, boolean isPrefix, Instant now) {
        return SqlFragment.of(SQL)
                .with("words", String.join(" ", words))
                .with("prefixPlace", isPrefix ? words.size() : 0)
                .with("now", now);
    }

    /**
     * @param words at least one, in lower case and NFKC
     * @param isPrefix whether the last word may be the beginning of a longer one
     */
    List<TypedWord> lookUp(List<String> words, boolean isPrefix, Instant now) {
        return statement(words, isPrefix, now).query(database, ArticleSearch.TIMEOUT_SECONDS).getResultList().stream()
                .map(row -> new TypedWord(
                        row.text("word"),
                        row.text("folded"),
                        row.isTrue("is_prefix"),
                        row.isTrue("is_known"),
                        distinctWords(row.text("forms"))))
                .toList();
    }

    private static List<String> distinctWords(String words) {
        return Arrays.stream(words.split(" ")).distinct().toList();
    }
}
