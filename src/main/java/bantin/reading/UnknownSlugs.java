package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticlePublicUse;
import bantin.crud.Slugs;
import bantin.database.SqlFragment;
import bantin.problem.Violations;
import bantin.search.ArticleFilter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Reports slugs in a filter that name nothing the caller can see: an empty list would hide the mistake. */
final class UnknownSlugs {

    private static final String UNKNOWN = """
            select 'section' as kind, slug from unnest(cast(:sections as text[])) slug
             where not exists (select from section s where s.slug = slug.slug)
            union all
            select 'tag', slug from unnest(cast(:tags as text[])) slug
             where not exists (select from tag e where e.slug = slug.slug and (:hasKey or %s))
            union all
            select 'contributor', slug from unnest(cast(:contributors as text[])) slug
             where not exists (select from contributor e where e.slug = slug.slug and (:hasKey or %s))
            """.formatted(ArticlePublicUse.OF_TAG, ArticlePublicUse.OF_CONTRIBUTOR);

    private UnknownSlugs() {}

    static void addTo(Violations violations, ArticleFilter filter, Caller caller, Instant now, Session database) {
        var sections = possible("section", filter.sections(), violations);
        var tags = possible("tag", filter.tags(), violations);
        var contributors = possible("contributor", filter.contributors(), violations);
        if (sections.length + tags.length + contributors.length > 0) {
            SqlFragment.of(UNKNOWN)
                    .with("sections", sections)
                    .with("tags", tags)
                    .with("contributors", contributors)
                    .with("hasKey", caller.hasKey())
                    .with("now", now)
                    .query(database)
                    .getResultList()
                    .forEach(row -> add(row.text("kind"), row.text("slug"), violations));
        }
    }

    /** Texts that cannot be slugs are not looked up: PostgreSQL does not accept every text. */
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
