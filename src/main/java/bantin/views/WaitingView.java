package bantin.views;

import java.util.concurrent.CompletableFuture;

/** A view whose caller waits for the result. It completes once; a later count or timeout has no effect. */
final class WaitingView extends CompletableFuture<ViewResult> {

    final View view;

    /** The time of arrival, on the clock of {@link System#nanoTime}. */
    final long since;

    WaitingView(View view, long since) {
        this.view = view;
        this.since = since;
    }
}
