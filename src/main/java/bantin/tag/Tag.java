package bantin.tag;

import bantin.crud.Slugs;
import bantin.crud.VersionedEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A keyword that articles share across sections. */
@Entity
public class Tag extends VersionedEntity {

    /**
     * SQL: whether readers see the tag {@code e} at {@code :now}. The changes keep that they have seen it; in the
     * seconds in which it is not recorded yet that a scheduled article came due, the articles say so.
     */
    public static final String IS_PUBLIC = """
            (exists (select from change_log c where c.kind = 'tag' and c.entity_id = e.id)
             or exists (select from article_tag u where u.tag_id = e.id and u.published_at <= :now))""";

    public String slug;

    public String name;

    protected Tag() {}

    public Tag(TagContent content, Instant now) {
        super(now);
        replace(content, now);
    }

    void replace(TagContent content, Instant now) {
        slug = Slugs.chosen(
                "tag",
                id,
                content.slug(),
                slug,
                content.name(),
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        name = content.name();
        updatedAt = now;
    }

    public static Optional<Tag> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** Those with these slugs, in one statement; a slug that nothing has is missing. */
    public static List<Tag> findBySlugs(Collection<String> slugs) {
        return slugs.isEmpty() ? List.of() : list("slug in ?1", slugs);
    }
}
