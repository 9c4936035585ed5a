package bantin.section;

import bantin.crud.EntityChanged;
import java.time.Instant;

/**
 * A section was created, edited or deleted.
 *
 * @param slug the slug that it has now, or had when it was deleted
 * @param formerSlug the slug before an edit, which may be the same; null if it was created or deleted
 */
public record SectionChanged(long id, Change change, String slug, String formerSlug, Instant at)
        implements EntityChanged {

    static SectionChanged written(Section section, String formerSlug) {
        var change = formerSlug == null ? Change.CREATED : Change.UPDATED;
        return new SectionChanged(section.id, change, section.slug, formerSlug, section.updatedAt);
    }

    static SectionChanged deleted(Section section, Instant now) {
        return new SectionChanged(section.id, Change.DELETED, section.slug, null, now);
    }
}
