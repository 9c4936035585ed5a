package bantin.article;

/** Where an article stands in its life. Spelled as in the database; readers of the API see {@link EffectiveStatus}. */
public enum ArticleStatus {
    /** Never published. */
    draft,
    /** Public from {@code publishedAt} on: whether it can be seen is a question to the clock, not to a job. */
    published,
    /** Was public, is not now. */
    unpublished,
    /** Was public; readers are told that and why it is gone. */
    withdrawn,
    /** In the trash. */
    trashed
}
