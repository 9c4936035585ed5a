package bantin.article.comparison;

/**
 * Limits the work of a comparison. The time of the alignment algorithm grows with the square of the length where two
 * texts have nothing in common; what does not fit in the budget is shown as replaced as a whole.
 */
final class Budget {

    /** Enough for 600 paragraphs of 200 words that were all rewritten, or for one of 2,500 words. */
    private static final long STEPS = 100_000_000;

    private long remaining = STEPS;

    /** Whether two lists with so many elements together may be aligned; they then count. */
    boolean allows(long elements) {
        var steps = elements * elements;
        if (steps > remaining) {
            return false;
        }
        remaining -= steps;
        return true;
    }
}
