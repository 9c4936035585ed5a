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
        // Every question to the database before the first change: a query writes what has changed so far, and one save
        // would count as two versions.
        var newSlug = Slugs.chosen(
                "section",
                content.slug(),
                slug,
                content.name(),
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        var newParent = parentFor(content.parent());
        name = content.name();
        slug = newSlug;
        description = content.description();
        parent = newParent;
        position = content.position();
        updatedAt = now;
    }

    private Section parentFor(String parentSlug) {
        if (parentSlug == null) {
            return null;
        }
        // One move at a time: two could make a ring together that neither makes alone.
        Locks.untilCommit("section tree");
        var found = findBySlug(parentSlug)
                .orElseThrow(() -> new Refusal(ProblemType.CONFLICT, "The parent section was removed just now."));
        for (var above = found; above != null; above = above.parent) {
            if (above == this) {
                throw new Refusal(ProblemType.CONFLICT, "A section cannot stand below itself.");
            }
        }
        return found;
    }

    public static Optional<Section> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }
}
