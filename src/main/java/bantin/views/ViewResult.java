package bantin.views;

import bantin.problem.ProblemException;

/**
 * What became of a view.
 *
 * @param view null where it was refused
 * @param replayed whether a repetition got the answer of the first again
 * @param refusal null where it was not refused
 */
record ViewResult(CountedView view, boolean replayed, ProblemException refusal) {

    /** It repeats a key of its own batch, whose outcome is not known yet. */
    static final ViewResult LIKE_THE_FIRST = new ViewResult(null, true, null);

    static ViewResult of(CountedView view) {
        return new ViewResult(view, false, null);
    }

    static ViewResult refused(ProblemException refusal) {
        return new ViewResult(null, false, refusal);
    }

    boolean isCounted() {
        return view != null && view.counted() && !replayed;
    }

    ViewResult again() {
        return new ViewResult(view, true, refusal);
    }
}
