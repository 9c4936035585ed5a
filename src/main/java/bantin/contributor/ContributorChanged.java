package bantin.contributor;

import bantin.crud.EntityChanged;
import java.time.Instant;

/**
 * A contributor was created, edited or deleted.
 *
 * @param slug the slug that it has now, or had when it was deleted
 * @param formerSlug the slug before an edit, which may be the same; null if it was created or deleted
 */
public record ContributorChanged(long id, Change change, String slug, String formerSlug, Instant at)
        implements EntityChanged {

    static ContributorChanged written(Contributor contributor, String formerSlug) {
        var change = formerSlug == null ? Change.CREATED : Change.UPDATED;
        return new ContributorChanged(contributor.id, change, contributor.slug, formerSlug, contributor.updatedAt);
    }

    static ContributorChanged deleted(Contributor contributor, Instant now) {
        return new ContributorChanged(contributor.id, Change.DELETED, contributor.slug, null, now);
    }
}
