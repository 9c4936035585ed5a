package bantin.views;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Views in the order in which they came, while a transaction is under way; bounded. */
final class ViewQueue {

    private final int capacity;
    private final Deque<WaitingView> waiting = new ArrayDeque<>();
    private boolean closed;

    ViewQueue(int capacity) {
        this.capacity = capacity;
    }

    /** @return false where the queue is full or closed */
    synchronized boolean offer(WaitingView view) {
        if (closed || waiting.size() >= capacity) {
            return false;
        }
        waiting.addLast(view);
        if (waiting.size() == 1) {
            notifyAll();
        }
        return true;
    }

    /** Waits until there is something; false once the queue is closed and empty. */
    synchronized boolean awaitSome() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return !waiting.isEmpty();
    }

    /** The first of those that wait, in order, without those that have given up. */
    synchronized List<WaitingView> take(int most) {
        var taken = new ArrayList<WaitingView>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (!next.isDone()) {
                taken.add(next);
            }
        }
        return taken;
    }

    /** Those that have waited since this moment or longer; they are out of the queue then. */
    synchronized List<WaitingView> takeThoseSince(long nanoTime) {
        var taken = new ArrayList<WaitingView>();
        while (!waiting.isEmpty() && waiting.peekFirst().since - nanoTime <= 0) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Takes nothing in any more; what waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
