package bantin.views;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A bounded queue of views that wait for the next transaction, in the order of their arrival. */
final class ViewQueue {

    private final int capacity;
    private final Deque<WaitingView> waiting = new ArrayDeque<>();
    private boolean closed;

    ViewQueue(int capacity) {
        this.capacity = capacity;
    }

    /** @return false if the queue is full or closed */
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

    /** Waits until the queue is not empty; false once it is closed and empty. */
    synchronized boolean awaitSome() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return !waiting.isEmpty();
    }

    /** Removes and returns the first views, without those that have timed out. */
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

    /** Removes and returns the views that arrived at this time or earlier. */
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

    /** Accepts no more views; those that wait can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
