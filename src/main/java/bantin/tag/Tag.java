package bantin.tag;

import bantin.crud.Slugs;
import bantin.crud.VersionedEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A keyword that groups articles across sections. */
@Entity
public class Tag extends VersionedEntity {

    public String slug;

    public String name;

    protected Tag() {}

    public Tag(TagContent content, Instant now) {
        super(now);
        replace(content, now);
    }

    void replace(TagContent content, Instant now) {
        var formerSlug = slug;
        slug = Slugs.chosen(
                "tag",
                id,
                content.slug(),
                slug,
                content.name(),
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        name = content.name();
        updatedAt = now;
        recordEvent(() -> TagChanged.written(this, formerSlug));
    }

    public static Optional<Tag> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** The tags with these slugs, in one statement. Unknown slugs are omitted. */
    public static List<Tag> findBySlugs(Collection<String> slugs) {
        return slugs.isEmpty() ? List.of() : list("slug in ?1", slugs);
    }
}
