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

/** A node in the site's tree of categories; every article stands in one. */
@Entity
public class Section extends VersionedEntity {

    /** How many levels of sections there may be. */
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

    /** @throws ProblemException the slug is taken, or the new parent stands below this section */
    void replace(SectionContent content, Instant now) {
        // Every question to the database before the first change: a query writes what has changed so far, and one save
        // would count as two versions.
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
        name = content.name();
        slug = newSlug;
        description = content.description();
        parent = newParent;
        position = newPosition;
        updatedAt = now;
    }

    private Section parentFor(String parentSlug) {
        if (parentSlug == null) {
            return null;
        }
        // One move at a time: two could make a ring together that neither makes alone.
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

    /** How many levels it and what is below it have. */
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

    /** With all sections above it, in one statement. */
    public static Optional<Section> findWithAncestors(String slug) {
        return withAncestors("slug = :key", slug).stream()
                .filter(section -> section.slug.equals(slug))
                .findFirst();
    }

    /** Takes a section that something refers to and all above it into the session, in one statement. */
    public static void loadWithAncestors(Section reference) {
        withAncestors("id = :key", idOf(reference));
    }

    /** Without a look into the database where only the reference is there. */
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
