package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import bantin.search.Suggestion.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** Completes typed words to the names of sections, tags and contributors, the shortest names first. */
@ApplicationScoped
class NameCompletions {

    /**
     * How many of the shortest names are filtered one by one before the index is used, for a prefix alone: of the names
     * that match it, the shortest are likely to be among them.
     */
    private static final int SHORTEST = 500;

    private static final String ALL_NAMES = """
            select *, length(text) as characters from suggestion where kind <> 'article'""";

    private static final String SHORTEST_NAMES =
            ALL_NAMES + "\n         order by length(text), text, entity_id limit (select cast(:shortest as int))";

    private static final String IN_ORDER = "order by characters, text, entity_id, kind";

    @Inject
    Session database;

    /**
     * Names that pass the filter and that readers may see, because the change log has their creation. With "is true"
     * the filter cannot be an index condition.
     */
    private static String matching(String names) {
        return """
                select kind, entity_id, text, slug, locale
                  from (%s) name
                 where (words @@ (select cast(:filter as tsquery))) is true
                   and kind = any(string_to_array((select cast(:kinds as text)), ' '))
                   and exists (select from change_log c
                                where c.kind = name.kind and c.entity_id = name.entity_id
                                  and c.kind in ('section', 'tag', 'contributor', 'media'))""".formatted(names);
    }

    static SqlFragment statement(List<List<TypedWord>> alternatives, Set<Kind> kinds, int limit) {
        var isSinglePrefix = alternatives.stream()
                .anyMatch(words -> words.size() == 1 && words.get(0).isPrefix());
        return SqlFragment.of(sql(limit))
                .with("shortest", isSinglePrefix ? SHORTEST : 0)
                .with("filter", CompletionQuery.anywhere(alternatives).filter())
                .with("lexemes", lexemes(alternatives))
                .with("kinds", kinds.stream().map(Kind::name).collect(joining(" ")));
    }

    /** The limit is part of the text, so that PostgreSQL plans for it. */
    private static String sql(int limit) {
        return """
                with shortest as materialized (
                %1$s
                     %3$s limit %4$d)
                select * from shortest
                union all
                (
                %2$s
                       and words @@ (select cast(:lexemes as tsquery))
                       and (select count(*) from shortest) < %4$d
                     %3$s limit %4$d)""".formatted(indented(matching(SHORTEST_NAMES)), indented(matching(ALL_NAMES)), IN_ORDER, limit);
    }

    private static String indented(String sql) {
        return sql.indent(4).stripTrailing();
    }

    /**
     * @param alternatives what may have been meant by the typed words
     * @param limit how many names are returned at most
     */
    List<Suggestion> find(List<List<TypedWord>> alternatives, Set<Kind> kinds, int limit) {
        return statement(alternatives, kinds, limit)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .distinct()
                .limit(limit)
                .toList();
    }

    /** The index finds the complete words; names that also match the prefix are filtered from what it finds. */
    private static String lexemes(List<List<TypedWord>> alternatives) {
        var complete = alternatives.stream()
                .map(words -> words.size() == 1
                        ? words
                        : words.stream().filter(word -> !word.isPrefix()).toList())
                .toList();
        return CompletionQuery.anywhere(complete).filter();
    }
}
