package bantin.database;

/** Whether this node receives the notifications of other nodes. */
public interface NotificationState {

    /** False while notifications of changes that were committed more than a second ago may be missing. */
    boolean isInSync();
}
