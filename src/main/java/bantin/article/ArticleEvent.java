package bantin.article;

import java.time.Instant;
import java.util.List;

/**
 * What happened to an article. Fired by {@link Article#save} in the transaction of the write. One save can fire
 * several, such as {@link ArticleCreated} and {@link ArticlePublished}; one that changes nothing fires none.
 *
 * <p>Observe an event {@code AFTER_SUCCESS} to act on what is committed, before the client has its response; the events
 * of one save then come in no particular order. Observe it in progress to write in the same transaction. When a
 * scheduled article comes due or a public one expires, nothing is written (ADR 6), so there is no event; the change log
 * has these.
 */
public sealed interface ArticleEvent {

    /** The article after the write. */
    ArticleSnapshot article();

    /** The time of the write. */
    Instant at();

    /** @param changed the names of the properties that its content has */
    record ArticleCreated(ArticleSnapshot article, List<String> changed, Instant at) implements ArticleEvent {}

    /**
     * Its content was saved as a new revision. If it is published, readers see nothing of it until an {@link
     * ArticlePublished}.
     *
     * @param changed the names of the properties of the content that have other values than before
     * @param fromRevision the number of the earlier revision whose content was restored; null if the content is new
     */
    record ArticleRevised(ArticleSnapshot article, List<String> changed, Integer fromRevision, Instant at)
            implements ArticleEvent {}

    /**
     * The changes in its working copy were discarded: the published content was saved as a new revision. Readers see
     * nothing of it.
     *
     * @param changed the names of the properties of the content that have other values than in the working copy
     * @param fromRevision the number of the published revision
     */
    record ArticleDiscarded(ArticleSnapshot article, List<String> changed, int fromRevision, Instant at)
            implements ArticleEvent {}

    /** It is public from now on, another revision of it is, or it was published for another time in the past. */
    record ArticlePublished(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    /** It will be public at a time in the future. */
    record ArticleScheduled(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    /** A correction was added. Its content is the same. */
    record ArticleCorrected(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    /** A correction was deleted. Its content is the same. */
    record ArticleCorrectionDeleted(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    record ArticleUnpublished(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    record ArticleWithdrawn(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    record ArticleTrashed(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    /** It was deleted for good, with everything that belongs to it. {@link #article} has its last state: trashed. */
    record ArticlePurged(ArticleSnapshot article, Instant at) implements ArticleEvent {}

    /** It came back from the trash or from a withdrawal. */
    record ArticleRestored(ArticleSnapshot article, Instant at) implements ArticleEvent {}
}
