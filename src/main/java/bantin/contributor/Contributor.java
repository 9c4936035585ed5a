package bantin.contributor;

import bantin.crud.Slugs;
import bantin.crud.VersionedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A person or organisation that articles can credit. */
@Entity
public class Contributor extends VersionedEntity {

    public String slug;

    public String name;

    @Enumerated(EnumType.STRING)
    public ContributorKind kind;

    public String bio;

    protected Contributor() {}

    public Contributor(ContributorContent content, Instant now) {
        super(now);
        replace(content, now);
    }

    void replace(ContributorContent content, Instant now) {
        var formerSlug = slug;
        slug = Slugs.chosen(
                "contributor",
                id,
                content.slug(),
                slug,
                content.name(),
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        name = content.name();
        kind = content.kind();
        bio = content.bio();
        updatedAt = now;
        recordEvent(() -> ContributorChanged.written(this, formerSlug));
    }

    public static Optional<Contributor> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** The contributors with these slugs, in one statement. Unknown slugs are omitted. */
    public static List<Contributor> findBySlugs(Collection<String> slugs) {
        return slugs.isEmpty() ? List.of() : list("slug in ?1", slugs);
    }
}
