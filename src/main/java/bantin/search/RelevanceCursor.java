package bantin.search;

import bantin.time.SiteTime;
import java.time.Instant;

/**
 * How far somebody has come in what was found; what a cursor holds. All pages of one search are of the moment of the first,
 * so that no article that arrives meanwhile shifts them.
 *
 * @param batch how many batches of candidates lie before
 * @param tier of the last article of the page; -1 before the first of a batch
 * @param correction what is searched for instead of what was typed; empty where that is the same
 */
record RelevanceCursor(Instant moment, int batch, int tier, double score, String correction) {

    static final int BEFORE_THE_FIRST = -1;

    /** @throws RuntimeException the text is none that {@link #toString} could have made */
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

    /** A cursor comes back from a client, which must not look at what is not published yet. */
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
