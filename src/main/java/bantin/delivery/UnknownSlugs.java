package bantin.delivery;

import bantin.problem.Faults;
import bantin.search.SearchScope;
import java.util.List;
import org.hibernate.Session;

/** Slugs in a filter that name nothing: a list of nothing would hide the mistake. */
record UnknownSlugs(List<Object[]> kindsAndSlugs) {

    private static final String UNKNOWN = """
            select 'section', slug from unnest(cast(:sections as text[])) slug
             where not exists (select from section s where s.slug = slug.slug)
            union all
            select 'tag', slug from unnest(cast(:tags as text[])) slug
             where not exists (select from tag t where t.slug = slug.slug)
            union all
            select 'contributor', slug from unnest(cast(:contributors as text[])) slug
             where not exists (select from contributor c where c.slug = slug.slug)
            """;

    static UnknownSlugs of(SearchScope scope, Session database) {
        if (scope.sections().isEmpty()
                && scope.tags().isEmpty()
                && scope.contributors().isEmpty()) {
            return new UnknownSlugs(List.of());
        }
        return new UnknownSlugs(database.createNativeQuery(UNKNOWN, Object[].class)
                .setParameter("sections", scope.sections().toArray(String[]::new))
                .setParameter("tags", scope.tags().toArray(String[]::new))
                .setParameter("contributors", scope.contributors().toArray(String[]::new))
                .getResultList());
    }

    void addTo(Faults faults) {
        for (var row : kindsAndSlugs) {
            faults.in((String) row[0], "unknown-reference", "there is no " + row[0] + " '" + row[1] + "'");
        }
    }
}
