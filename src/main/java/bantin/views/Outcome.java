package bantin.views;

import bantin.problem.Refusal;

/**
 * What became of a view.
 *
 * @param view null where it was refused
 * @param replayed whether a repetition got the answer of the first again
 * @param refusal null where it was not refused
 */
record Outcome(CountedView view, boolean replayed, Refusal refusal) {

    /** It repeats a key of its own batch, whose outcome is not known yet. */
    static final Outcome LIKE_THE_FIRST = new Outcome(null, true, null);

    static Outcome of(CountedView view) {
        return new Outcome(view, false, null);
    }

    static Outcome refused(Refusal refusal) {
        return new Outcome(null, false, refusal);
    }

    boolean isCounted() {
        return view != null && view.counted() && !replayed;
    }

    Outcome again() {
        return new Outcome(view, true, refusal);
    }
}
