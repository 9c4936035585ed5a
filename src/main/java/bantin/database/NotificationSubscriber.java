package bantin.database;

/** A bean that keeps something in memory which other nodes may change. Called by one thread. */
public interface NotificationSubscriber {

    /** Messages may have been missed until now: nothing that was kept may be used any more. */
    void messagesMissed();

    /**
     * Takes a message as the triggers write it that call {@code pg_notify}.
     *
     * @return whether this subscriber knows messages of this kind
     */
    boolean received(String message);

    /** No subscriber knows the message: it may mean that anything has changed. */
    default void unknownReceived() {}
}
