package bantin.tag;

import bantin.crud.EntityChanged;
import java.time.Instant;

/**
 * A tag was created, edited or deleted.
 *
 * @param slug the slug that it has now, or had when it was deleted
 * @param formerSlug the slug before an edit, which may be the same; null if it was created or deleted
 */
public record TagChanged(long id, Change change, String slug, String formerSlug, Instant at) implements EntityChanged {

    static TagChanged written(Tag tag, String formerSlug) {
        var change = formerSlug == null ? Change.CREATED : Change.UPDATED;
        return new TagChanged(tag.id, change, tag.slug, formerSlug, tag.updatedAt);
    }

    static TagChanged deleted(Tag tag, Instant now) {
        return new TagChanged(tag.id, Change.DELETED, tag.slug, null, now);
    }
}
