package bantin.database;

/** Whether this node hears what other nodes change. */
public interface NotificationState {

    /** False while changes that were committed more than a second ago may not have been heard of. */
    boolean isInSync();
}
