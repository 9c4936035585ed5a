package bantin.article;

/** The stored status of an article, spelled as in the database. The API shows {@link EffectiveStatus}. */
public enum ArticleStatus {
    /** Never published. */
    draft,
    /** Public from {@code publishedAt} until {@code expiresAt}, by the clock. No job changes the status. */
    published,
    /** Was published and taken back. */
    unpublished,
    /** Was public and withdrawn with a reason, which readers see. */
    withdrawn,
    /** In the trash. */
    trashed
}
