package bantin.views;

import bantin.problem.ProblemException;

/**
 * The result of a view.
 *
 * @param view null if the view was rejected
 * @param replayed whether a retry got the stored response of the first request
 * @param refusal null unless the view was rejected
 */
record ViewResult(CountedView view, boolean replayed, ProblemException refusal) {

    /** The view has the key of an earlier view in the same batch, whose result is not known yet. */
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
