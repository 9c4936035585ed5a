package bantin.article.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An article as the server should have it: the revisions, which of them readers get, and the status. Its steps have the
 * rules of docs/reference/api.md in the simplest form; a step that is not allowed throws {@link Refused} and changes
 * nothing.
 */
final class ModelArticle {

    enum Status {
        draft,
        scheduled,
        published,
        expired,
        unpublished,
        withdrawn,
        trashed
    }

    /** Content, and when it was written. */
    record Row(Content content, Instant updatedAt) {}

    long id;
    final Person owner;
    final Instant createdAt;
    final List<Content> revisions = new ArrayList<>();

    /** The number of the revision that readers get; 0 if the article is not published. */
    int live;

    /** What readers get if it is published; else the latest content. */
    Row main;

    /** The latest content, if it is not that of the main row. */
    Row copy;

    /** As it is stored: never scheduled or expired. */
    Status status = Status.draft;

    Status trashedFrom;
    Instant firstPublishedAt;
    Instant modifiedAt;
    String withdrawnReason;
    int version;
    int publicVersion;
    long views;
    int corrections;
    boolean isPurged;

    /** The slugs at which it was public, and when it left them. */
    final Map<String, Instant> formerSlugs = new LinkedHashMap<>();

    /** What the change log should tell of it, in order. */
    final List<String> events = new ArrayList<>();

    private Instant publicationDue;
    private Instant expiryDue;

    ModelArticle(Person owner, Instant now) {
        this.owner = owner;
        this.createdAt = now;
    }

    Status shown(Instant now) {
        if (status != Status.published) {
            return status;
        }
        if (main.content.publishedAt().isAfter(now)) {
            return Status.scheduled;
        }
        return isOver(main.content.expiresAt(), now) ? Status.expired : Status.published;
    }

    private static boolean isOver(Instant end, Instant now) {
        return end != null && !end.isAfter(now);
    }

    boolean isPublic(Instant now) {
        return !isPurged && shown(now) == Status.published;
    }

    boolean maySee(Person person, Instant now) {
        return !isPurged && (isPublic(now) || mayWorkOn(person));
    }

    /** Editors see the latest revision of everything, authors of their own articles. */
    boolean mayWorkOn(Person person) {
        return person.isEditor() || person == owner;
    }

    Row latest() {
        return copy != null ? copy : main;
    }

    Instant latestUpdate() {
        return copy != null && copy.updatedAt.isAfter(main.updatedAt) ? copy.updatedAt : main.updatedAt;
    }

    boolean hasWorkingCopy() {
        return copy != null;
    }

    private boolean isDraft() {
        return (status == Status.trashed ? trashedFrom : status) == Status.draft;
    }

    private boolean hasBeenPublished() {
        return status == Status.published || status == Status.unpublished || status == Status.withdrawn;
    }

    void requireMayEdit(Person person, Instant now) {
        requireMaySee(person, now);
        require(person.isEditor() || person == owner && isDraft(), 403);
    }

    void requireEditor(Person person, Instant now) {
        requireMaySee(person, now);
        require(person.isEditor(), 403);
    }

    private void requireMaySee(Person person, Instant now) {
        require(maySee(person, now), 404);
    }

    private static void require(boolean condition, int status) {
        if (!condition) {
            throw new Refused(status);
        }
    }

    void requireBasis(Step.Basis basis, boolean isRequired) {
        require(!isRequired || basis != Step.Basis.NOTHING, 428);
        require(
                switch (basis) {
                    case NOTHING, ANY, LATEST -> true;
                    case SHOWN -> publicVersion == version || !hasWorkingCopy();
                    case OUTDATED -> false;
                },
                412);
    }

    /** The value of {@code If-Match}; null for none. */
    String ifMatch(Step.Basis basis) {
        return switch (basis) {
            case NOTHING -> null;
            case ANY -> "*";
            case LATEST -> "\"" + version + "\"";
            case SHOWN -> "\"" + publicVersion + "\"";
            case OUTDATED -> "\"999999\"";
        };
    }

    /** The first save. */
    void create(Content content, boolean publishes, Instant now) {
        requireWindow(content.publishedAt(), content.expiresAt());
        if (publishes) {
            publishSaved(content, now);
        } else {
            revisions.add(content);
            mainWritten(new Row(content, now), Status.draft, now);
        }
    }

    /** @param content with the present slug and without a time, if none was sent */
    void save(Content content, boolean publishes, Instant now) {
        if (publishes) {
            requirePublishable();
            publishSaved(content, now);
        } else if (status == Status.published) {
            var saved = timed(content, latest().content);
            revisions.add(saved);
            copy = new Row(saved, now);
            version++;
        } else {
            requireWindow(content.publishedAt(), content.expiresAt());
            revisions.add(content);
            dateChange(content, now);
            mainWritten(new Row(content, now), status, now);
        }
    }

    private void publishSaved(Content content, Instant now) {
        var saved = status == Status.published ? timed(content, main.content) : content;
        var to = publication(saved, null, true, now);
        requireStillPublic(to, now);
        revisions.add(to);
        becomePublished(revisions.size(), to, now);
    }

    /** Without a time of its own, it keeps that of the published content. */
    private static Content timed(Content content, Content published) {
        var timed = content.publishedAt() != null ? content : content.in(published.publishedAt(), content.expiresAt());
        requireWindow(timed.publishedAt(), timed.expiresAt());
        return timed;
    }

    private static void requireWindow(Instant from, Instant until) {
        require(from == null || !isOver(until, from), 400);
    }

    void restoreRevision(int number, Instant now) {
        var earlier = revisions.get(number - 1);
        save(
                hasBeenPublished() ? earlier.in(main.content.publishedAt(), main.content.expiresAt()) : earlier,
                false,
                now);
    }

    /**
     * The content as it is published: with its time. Only another revision of what is published already may have
     * expired.
     */
    private Content publication(Content content, Instant at, boolean isOther, Instant now) {
        var from = at != null ? at : content.publishedAt() != null ? content.publishedAt() : now;
        var isReplaced = status == Status.published && isOther;
        require(!isOver(content.expiresAt(), isReplaced || from.isAfter(now) ? from : now), 409);
        return content.in(from, content.expiresAt());
    }

    /** Another revision of what readers see does not become hidden by its own window. */
    private void requireStillPublic(Content next, Instant now) {
        require(!isPublic(now) || !next.publishedAt().isAfter(now), 409);
    }

    void requirePublishable() {
        require(status != Status.trashed && status != Status.withdrawn, 409);
    }

    /** @param number of the revision */
    void publish(int number, Instant at, boolean isNow, Instant now) {
        requirePublishable();
        var isOther = number != shownRevision();
        var content = main.content;
        if (isOther) {
            content = number == revisions.size()
                    ? latest().content
                    : revisions.get(number - 1).in(main.content.publishedAt(), main.content.expiresAt());
            content = status == Status.published ? timed(content, main.content) : content;
        }
        var isAlreadyPublic =
                status == Status.published && !content.publishedAt().isAfter(now) && !isOver(content.expiresAt(), now);
        var to = publication(content, isNow && !isAlreadyPublic ? now : at, isOther, now);
        if (isOther) {
            requireStillPublic(to, now);
        }
        if (isOther || status != Status.published || !to.publishedAt().equals(main.content.publishedAt())) {
            becomePublished(number, to, now);
        }
    }

    private int shownRevision() {
        return status == Status.published ? live : revisions.size();
    }

    private void becomePublished(int number, Content content, Instant now) {
        if (number == revisions.size()) {
            copy = null;
        } else if (copy == null) {
            copy = new Row(main.content, now);
        }
        if (main != null) {
            dateChange(content, now);
        }
        if (copy != null
                && Objects.equals(copy.content.publishedAt(), main.content.publishedAt())
                && !isOver(copy.content.expiresAt(), content.publishedAt())) {
            // nobody has wished another time for it
            copy = new Row(copy.content.in(content.publishedAt(), copy.content.expiresAt()), copy.updatedAt);
        }
        live = number;
        var from = content.publishedAt();
        if (firstPublishedAt == null || firstPublishedAt.isAfter(now) || from.isBefore(firstPublishedAt)) {
            firstPublishedAt = from;
        }
        mainWritten(new Row(content, now), Status.published, now);
    }

    private void dateChange(Content next, Instant now) {
        if (hasBeenPublished() && !next.saysTheSameAs(main.content)) {
            modifiedAt = now;
        }
    }

    void discard(Instant now) {
        require(status == Status.published, 409);
        if (copy == null) {
            return;
        }
        revisions.add(main.content);
        live = revisions.size();
        copy = null;
        version++;
    }

    /** Adds a public note. Readers see that, and nothing else that is new. */
    void correct(Instant now) {
        require(firstPublishedAt != null && !firstPublishedAt.isAfter(now), 409);
        corrections++;
        modifiedAt = now;
        mainWritten(new Row(main.content, now), status, now);
    }

    void unpublish(Instant now) {
        require(status == Status.published, 409);
        forgetPlannedPublication(now);
        leave(Status.unpublished, now);
    }

    void withdraw(String reason, Instant now) {
        require(isPublic(now), 409);
        withdrawnReason = reason;
        leave(Status.withdrawn, now);
    }

    void trash(Instant now) {
        if (status == Status.trashed) {
            return;
        }
        forgetPlannedPublication(now);
        trashedFrom = status;
        leave(Status.trashed, now);
    }

    void restore(Instant now) {
        require(status == Status.trashed || status == Status.withdrawn, 409);
        var from = status == Status.trashed ? trashedFrom : Status.unpublished;
        var to = from == Status.published ? Status.unpublished : from;
        trashedFrom = null;
        withdrawnReason = to == Status.withdrawn ? withdrawnReason : null;
        mainWritten(new Row(main.content, now), to, now);
    }

    void purge(Instant now) {
        trash(now);
        isPurged = true;
    }

    private void forgetPlannedPublication(Instant now) {
        if (firstPublishedAt != null && firstPublishedAt.isAfter(now)) {
            firstPublishedAt = null;
        }
    }

    private void leave(Status to, Instant now) {
        var content = latest().content;
        if (copy != null) {
            var from = content.publishedAt() != null ? content.publishedAt() : main.content.publishedAt();
            content = content.in(from, isOver(content.expiresAt(), from) ? null : content.expiresAt());
            dateChange(content, now);
        }
        copy = null;
        live = 0;
        mainWritten(new Row(content, now), to, now);
    }

    /** A write that readers may see: it leaves a former slug and is told in the change log. */
    private void mainWritten(Row row, Status to, Instant now) {
        tellWhatIsDue(now);
        var wasPublic = main != null && isPublic(now);
        leaveSlug(row, to, now);
        main = row;
        status = to;
        version++;
        publicVersion = version;
        if (copy != null) {
            // what readers get is never named by the version of a working copy
            version++;
        }
        publicationDue =
                to == Status.published && row.content.publishedAt().isAfter(now) ? row.content.publishedAt() : null;
        expiryDue = to == Status.published && row.content.expiresAt() != null && !isOver(row.content.expiresAt(), now)
                ? row.content.expiresAt()
                : null;
        if (isPublic(now)) {
            events.add(wasPublic ? "updated" : "published");
        } else if (wasPublic) {
            events.add(
                    switch (to) {
                        case withdrawn -> "withdrawn";
                        case trashed -> "deleted";
                        default -> "unpublished";
                    });
        }
    }

    private void leaveSlug(Row next, Status to, Instant now) {
        if (status != Status.published || main == null) {
            return;
        }
        var content = main.content;
        var wasPublic = !content.publishedAt().isAfter(now) && !isOver(content.expiresAt(), main.updatedAt);
        var isLeft = to != status
                || !content.slug().equals(next.content.slug())
                || !content.publishedAt().equals(next.content.publishedAt())
                || !Objects.equals(content.expiresAt(), next.content.expiresAt());
        if (wasPublic && (isOver(content.expiresAt(), now) || isLeft)) {
            formerSlugs.put(content.slug(), now);
        }
    }

    /** Publications and expiries that have come due since the last write. */
    void tellWhatIsDue(Instant now) {
        if (publicationDue != null && !publicationDue.isAfter(now)) {
            events.add("published");
            publicationDue = null;
        }
        if (expiryDue != null && !expiryDue.isAfter(now)) {
            events.add("unpublished");
            expiryDue = null;
        }
    }
}
