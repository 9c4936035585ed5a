package bantin.section;

import bantin.crud.AdvisoryLocks;
import bantin.crud.Slugs;
import bantin.crud.VersionedEntity;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A node in the category tree of the site. Every article belongs to one section. */
@Entity
public class Section extends VersionedEntity {

    /** The maximum number of levels of the tree. */
    static final int MAX_DEPTH = 20;

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

    /** @throws ProblemException if the slug is taken, or if the new parent is below this section */
    void replace(SectionContent content, Instant now) {
        // All queries come before the first change, because a query flushes earlier changes, and one save would then be
        // two versions.
        var newSlug = Slugs.chosen(
                "section",
                id,
                content.slug(),
                slug,
                content.name(),
                taken -> findBySlug(taken).filter(other -> other != this).isPresent());
        var newParent = parentFor(content.parent());
        var staysInPlace = id != null && Objects.equals(idOf(newParent), idOf(parent));
        var newPosition = content.position() != null
                ? content.position()
                : staysInPlace ? Integer.valueOf(position) : positionBehindOthersBelow(newParent);
        var formerSlug = slug;
        name = content.name();
        slug = newSlug;
        description = content.description();
        parent = newParent;
        position = newPosition;
        updatedAt = now;
        recordEvent(() -> SectionChanged.written(this, formerSlug));
    }

    private Section parentFor(String parentSlug) {
        if (parentSlug == null) {
            return null;
        }
        // One move at a time, because two concurrent moves could create a cycle together.
        AdvisoryLocks.untilCommit("section tree");
        var found = findWithAncestors(parentSlug)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "The parent section was deleted by another request."));
        var depth = 0;
        for (var above = found; above != null; above = above.parent) {
            if (above == this) {
                throw new ProblemException(ProblemType.CONFLICT, "A section cannot be its own parent or ancestor.");
            }
            depth++;
        }
        if (depth + height() > MAX_DEPTH) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Sections can be nested at most " + MAX_DEPTH + " levels deep.");
        }
        return found;
    }

    /** The number of levels of this section and its descendants. */
    private int height() {
        return id == null ? 1 : SectionTree.height(id);
    }

    private static int positionBehindOthersBelow(Section parent) {
        return (Integer) Panache.getSession()
                .createNativeQuery("""
                        select least(coalesce(max(position), -1), 2147483646) + 1
                          from section
                         where parent_id is not distinct from cast(:parent as bigint)
                        """)
                .setParameter("parent", parent == null ? null : parent.id)
                .getSingleResult();
    }

    public static Optional<Section> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** Finds the section and loads its ancestors, in one statement. */
    public static Optional<Section> findWithAncestors(String slug) {
        return withAncestors("slug = :key", slug).stream()
                .filter(section -> section.slug.equals(slug))
                .findFirst();
    }

    /** Finds the section and loads its ancestors, in one statement. */
    public static Optional<Section> findWithAncestors(long id) {
        return withAncestors("id = :key", id).stream()
                .filter(section -> section.id == id)
                .findFirst();
    }

    /** Loads a referenced section and its ancestors, in one statement. */
    public static void loadWithAncestors(Section reference) {
        withAncestors("id = :key", idOf(reference));
    }

    /** Does not load the section if it is a lazy reference. */
    private static Object idOf(Section section) {
        return section == null ? null : Panache.getSession().getIdentifier(section);
    }

    private static List<Section> withAncestors(String condition, Object key) {
        return Panache.getSession()
                .createNativeQuery("""
                        with recursive chain as (
                            select id, parent_id from section where %s
                            union
                            select above.id, above.parent_id from section above join chain on above.id = chain.parent_id)
                        select s.* from section s where s.id in (select id from chain)
                        """.formatted(condition), Section.class)
                .setParameter("key", key)
                .getResultList();
    }
}
