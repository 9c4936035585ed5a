package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticlePublicUse;
import bantin.crud.Slugs;
import bantin.problem.Violations;
import bantin.search.ArticleFilter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Slugs in a filter that name nothing the caller can see: a list of nothing would hide the mistake. */
final class UnknownSlugs {

    private static final String UNKNOWN = """
            select 'section', slug from unnest(cast(:sections as text[])) slug
             where not exists (select from section s where s.slug = slug.slug)
            union all
            select 'tag', slug from unnest(cast(:tags as text[])) slug
             where not exists (select from tag e where e.slug = slug.slug and (:hasKey or %s))
            union all
            select 'contributor', slug from unnest(cast(:contributors as text[])) slug
             where not exists (select from contributor e where e.slug = slug.slug and (:hasKey or %s))
            """.formatted(ArticlePublicUse.OF_TAG, ArticlePublicUse.OF_CONTRIBUTOR);

    private UnknownSlugs() {}

    static void addTo(Violations violations, ArticleFilter scope, Caller caller, Instant now, Session database) {
        var sections = possible("section", scope.sections(), violations);
        var tags = possible("tag", scope.tags(), violations);
        var contributors = possible("contributor", scope.contributors(), violations);
        if (sections.length + tags.length + contributors.length > 0) {
            database.createNativeQuery(UNKNOWN, Object[].class)
                    .setParameter("sections", sections)
                    .setParameter("tags", tags)
                    .setParameter("contributors", contributors)
                    .setParameter("hasKey", caller.hasKey())
                    .setParameter("now", now)
                    .getResultList()
                    .forEach(row -> add((String) row[0], (String) row[1], violations));
        }
    }

    /** What cannot be a slug is not asked for: PostgreSQL does not even take every text. */
    private static String[] possible(String kind, List<String> slugs, Violations violations) {
        var areSlugs = slugs.stream()
                .collect(Collectors.partitioningBy(
                        slug -> slug.length() <= Slugs.MAX_LENGTH && slug.matches(Slugs.PATTERN)));
        areSlugs.get(false).forEach(slug -> add(kind, slug, violations));
        return areSlugs.get(true).toArray(String[]::new);
    }

    private static void add(String kind, String slug, Violations violations) {
        violations.in(kind, "unknown-reference", "there is no " + kind + " '" + slug + "'");
    }
}
