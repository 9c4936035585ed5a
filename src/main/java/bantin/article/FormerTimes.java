package bantin.article;

import java.time.Instant;

/**
 * What readers of another system were told about an article that is imported.
 *
 * @param firstPublishedAt null for that of the publication here
 * @param modifiedAt null if its content has not changed since
 */
record FormerTimes(Instant firstPublishedAt, Instant modifiedAt) {}
