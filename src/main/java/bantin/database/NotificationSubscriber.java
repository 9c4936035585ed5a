package bantin.database;

/** A bean with state in memory that changes on other nodes invalidate. Called by one thread. */
public interface NotificationSubscriber {

    /** Messages may have been missed until now, so nothing in memory may be used any more. */
    void messagesMissed();

    /**
     * Handles the message of a trigger that calls {@code pg_notify}.
     *
     * @return whether this subscriber knows messages of this kind
     */
    boolean received(String message);

    /** No subscriber knows the message, so anything may have changed. */
    default void unknownReceived() {}
}
