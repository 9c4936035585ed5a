package bantin.views;

import java.util.concurrent.CompletableFuture;

/** A view that somebody waits to hear of. Told once: what comes later, be it the count or that it took too long, is void. */
final class WaitingView extends CompletableFuture<ViewResult> {

    final View view;

    /** On the clock of {@link System#nanoTime}. */
    final long since;

    WaitingView(View view, long since) {
        this.view = view;
        this.since = since;
    }
}
