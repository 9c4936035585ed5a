package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import bantin.paging.CountRelation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.Session;

@Schema(
        description = "The number of articles in a list for each value of a facet. The most frequent "
                + "values come first, at most 50 for each facet.")
public record Facets(
        @Schema(
                description =
                        "The number of articles that were counted: all articles of the list, or the newest 10,000",
                examples = "1984",
                required = true)
        long counted,

        @Schema(
                description = "`eq` if all counts are exact; `gte` if the list has more articles and all "
                        + "counts are lower bounds",
                required = true)
        CountRelation countRelation,

        @Schema(description = "The sections that the articles are directly in, without parent sections")
        List<Value> section,

        List<Value> tag,
        List<Value> contributor,

        @Schema(
                description = "The year of publication in the time zone of the site, latest first. Articles "
                        + "without a publication time are not counted.")
        List<Value> year,

        List<Value> locale) {

    /** How many articles are counted at most; as many as hits of a search. */
    public static final int MAX_COUNTED = 10_000;

    private static final int MAX_VALUES = 50;

    @Schema(name = "FacetValue", description = "A value of a facet")
    public record Value(
            @Schema(description = "The value to pass to the filter", examples = "nong-thon-moi", required = true)
            String value,

            @Schema(description = "The name of the section, tag or contributor", examples = "Nông thôn mới")
            String name,

            @Schema(examples = "12", required = true) long count) {}

    /** The facets; each selects {@code value}, {@code name} and {@code count} from the articles {@code counted}. */
    @Schema(name = "FacetName")
    public enum Facet {
        section("""
                select s.slug as value, s.name, n.count
                  from (select section_id, count(*) from counted group by section_id) n
                  join section s on s.id = n.section_id"""),
        tag("""
                select t.slug as value, t.name, n.count
                  from (select tag_id, count(*) from (select unnest(tags) as tag_id from counted) t group by tag_id) n
                  join tag t on t.id = n.tag_id"""),
        contributor("""
                select p.slug as value, p.name, n.count
                  from (select contributor_id, count(*)
                          from (select unnest(contributors) as contributor_id from counted) c group by contributor_id) n
                  join contributor p on p.id = n.contributor_id"""),
        year("""
                select cast(extract(year from published_at at time zone :zone) as text) as value, null as name, count(*)
                  from counted
                 where published_at is not null
                 group by 1""", "value desc"),
        locale("select locale as value, null as name, count(*) from counted group by locale");

        private final String sql;
        private final String order;

        Facet(String sql) {
            this(sql, "count desc, value");
        }

        Facet(String sql, String order) {
            this.sql = sql;
            this.order = order;
        }

        private String counts() {
            return "(select '" + name() + "' as facet, f.* from (" + sql + ") f order by " + order + " limit "
                    + MAX_VALUES + ")";
        }
    }

    /** @param found the statement that finds the ids of the newest {@link #MAX_COUNTED} articles and of one more */
    public static Facets of(SqlFragment found, Set<Facet> wanted, ZoneId zone, int timeoutSeconds, Session database) {
        var values = new EnumMap<Facet, List<Value>>(Facet.class);
        wanted.forEach(facet -> values.put(facet, new ArrayList<>()));
        long all = 0;
        for (var row :
                statement(found, wanted, zone).query(database, timeoutSeconds).getResultList()) {
            if (row.text("facet").isEmpty()) {
                all = row.number("count");
            } else {
                values.get(Facet.valueOf(row.text("facet")))
                        .add(new Value(row.text("value"), row.text("name"), row.number("count")));
            }
        }
        return new Facets(
                Math.min(all, MAX_COUNTED),
                all > MAX_COUNTED ? CountRelation.gte : CountRelation.eq,
                values.get(Facet.section),
                values.get(Facet.tag),
                values.get(Facet.contributor),
                values.get(Facet.year),
                values.get(Facet.locale));
    }

    /**
     * Counts the narrow columns of {@code article_search}. The ids are passed as an array, by which PostgreSQL reads an
     * index however many it expects; a join of ten thousand rows that it takes for a handful would compare each with
     * each.
     */
    static SqlFragment statement(SqlFragment found, Set<Facet> wanted, ZoneId zone) {
        return found.wrap("with found as materialized (\n", """
                        ),
                        counted as materialized (
                            select section_id, published_at, locale, tags, contributors
                              from article_search
                             where article_id = any (array(select id from found limit %d)))
                        select '' as facet, '' as value, '' as name, count(*) from found""".formatted(MAX_COUNTED))
                .append(wanted.stream().map(Facet::counts).collect(joining("\nunion all ", "\nunion all ", "")))
                .withIfUsed("zone", zone.getId());
    }
}
