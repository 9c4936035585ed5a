package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Looks up the lexemes by which the index knows sections, tags, contributors and locales. */
@ApplicationScoped
class FilterLexemes {

    private static final String IDS = """
            with recursive below as (
                select id from section where slug = any(string_to_array(:sections, chr(10)))
                union
                select s.id from section s join below on s.parent_id = below.id)
            select 'section' as kind, id from below
            union all
            select 'tag', id from tag where slug = any(string_to_array(:tags, chr(10)))
            union all
            select 'contributor', id from contributor where slug = any(string_to_array(:contributors, chr(10)))""";

    @Inject
    Session database;

    /** The tsquery that articles within the filter match; empty if all do, null if none can. */
    String of(ArticleFilter filter) {
        var ids = ids(filter);
        var parts = new ArrayList<String>();
        parts.add(any("@l", filter.locales(), filter.locales()));
        parts.add(any("@s", filter.sections(), ids.get("section")));
        parts.add(any("@t", filter.tags(), ids.get("tag")));
        parts.add(any("@c", filter.contributors(), ids.get("contributor")));
        return parts.contains(null)
                ? null
                : parts.stream().filter(part -> !part.isEmpty()).collect(joining(" & "));
    }

    /** The ids of the sections with all their subsections, of the tags and of the contributors. */
    private Map<String, List<Long>> ids(ArticleFilter filter) {
        var ids = Map.<String, List<Long>>of(
                "section", new ArrayList<>(), "tag", new ArrayList<>(), "contributor", new ArrayList<>());
        if (Stream.of(filter.sections(), filter.tags(), filter.contributors()).allMatch(List::isEmpty)) {
            return ids;
        }
        SqlFragment.of(IDS)
                .with("sections", String.join("\n", filter.sections()))
                .with("tags", String.join("\n", filter.tags()))
                .with("contributors", String.join("\n", filter.contributors()))
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .forEach(row -> ids.get(row.text("kind")).add(row.number("id")));
        return ids;
    }

    /** Empty if the filter names none, null if what it names does not exist. */
    private static String any(String sign, List<String> named, List<?> found) {
        if (named.isEmpty()) {
            return "";
        }
        return found.isEmpty()
                ? null
                : found.stream().map(each -> TsQueryBuilder.quoted(sign + each)).collect(joining(" | ", "(", ")"));
    }
}
