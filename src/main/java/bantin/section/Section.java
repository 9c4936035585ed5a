package bantin.section;

import bantin.entity.Locks;
import bantin.entity.Slugs;
import bantin.entity.VersionedEntity;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;

/** A node in the site's tree of categories; every article stands in one. */
@Entity
public class Section extends VersionedEntity {

    public String slug;

    public String name;

    public String description;

    @ManyToOne(fetch = FetchType.LAZY)
    public Section parent;

    public int position;

    protected Section() {}

    public Section(SectionContent content, Instant now) {
        super(now);
        replace(content, now);
    }

    /** @throws Refusal the slug is taken, or the new parent stands below this section */
    void replace(SectionContent content, Instant now) {
        name = content.name();
        description = content.description();
        position = content.position();
        slug = Slugs.chosen(
                "section",
                content.slug(),
                slug,
                name,
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        moveBelow(content.parent());
        updatedAt = now;
    }

    private void moveBelow(String parentSlug) {
        if (parentSlug == null) {
            parent = null;
            return;
        }
        // One move at a time: two could make a ring together that neither makes alone.
        Locks.untilCommit("section tree");
        parent = findBySlug(parentSlug)
                .orElseThrow(() -> new Refusal(ProblemType.CONFLICT, "The parent section was removed just now."));
        for (var above = parent; above != null; above = above.parent) {
            if (above == this) {
                throw new Refusal(ProblemType.CONFLICT, "A section cannot stand below itself.");
            }
        }
    }

    public static Optional<Section> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }
}
