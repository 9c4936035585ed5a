package bantin.search;

import bantin.time.SiteTime;
import java.time.Instant;

/**
 * The content of a cursor of a search: where in the hits the next page begins. All pages of a search are of the moment
 * of the first, so that articles that are published meanwhile do not shift them.
 *
 * @param batch how many batches of candidates come before
 * @param tier of the last article of the page; {@link #BEFORE_THE_FIRST} at the start of a batch
 * @param score of the last article of the page
 * @param correction the query that is searched for instead of the one that was typed; empty if that is the same
 */
record RelevanceCursor(Instant moment, int batch, int tier, double score, String correction) {

    private static final int BEFORE_THE_FIRST = -1;

    static RelevanceCursor start(Instant now) {
        return new RelevanceCursor(now, 0, BEFORE_THE_FIRST, 0, "");
    }

    /** @throws RuntimeException the text was not made by {@link #toString} */
    static RelevanceCursor parse(String text) {
        var parts = text.split("\\|", 5);
        var position = new RelevanceCursor(
                SiteTime.parse(parts[0]).orElseThrow(),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Double.parseDouble(parts[3]),
                parts.length > 4 ? parts[4] : "");
        if (position.batch < 0
                || position.batch >= ArticleSearch.MAX_BATCHES
                || position.tier < BEFORE_THE_FIRST
                || !Double.isFinite(position.score)
                || position.corrected().isTooLong()) {
            throw new IllegalArgumentException(text);
        }
        return position;
    }

    /** The position after an article of the same batch. */
    RelevanceCursor after(int lastTier, double lastScore) {
        return new RelevanceCursor(moment, batch, lastTier, lastScore, correction);
    }

    RelevanceCursor nextBatch() {
        return new RelevanceCursor(moment, batch + 1, BEFORE_THE_FIRST, 0, correction);
    }

    RelevanceCursor with(SearchQuery corrected) {
        return new RelevanceCursor(moment, batch, tier, score, corrected.toString());
    }

    /** Cursors come from clients; none may show articles that are not published yet. */
    RelevanceCursor notAfter(Instant now) {
        return moment.isAfter(now) ? new RelevanceCursor(now, batch, tier, score, correction) : this;
    }

    SearchQuery corrected() {
        return SearchQuery.parse(correction);
    }

    @Override
    public String toString() {
        return moment + "|" + batch + "|" + tier + "|" + score + (correction.isEmpty() ? "" : "|" + correction);
    }
}
