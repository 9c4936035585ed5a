package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.LockModeType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An entity with a version. An edit must name the version that it is based on. Its methods record events, which are
 * fired when it is saved.
 */
@MappedSuperclass
public abstract class VersionedEntity extends PanacheEntity {

    /** Begins with 1; each save adds 1. */
    @Version
    public int version = 1;

    public Instant createdAt;

    public Instant updatedAt;

    @Transient
    private List<Supplier<?>> recordedEvents = List.of();

    protected VersionedEntity() {}

    protected VersionedEntity(Instant now) {
        createdAt = now;
        updatedAt = now;
    }

    /**
     * Finds an entity for an edit and locks its row, so that concurrent writers wait and then see the new version.
     *
     * @throws ProblemException 404 if it does not exist
     */
    static <E extends VersionedEntity> E lock(Class<E> type, long id) {
        return orNotFound(type, Panache.getSession().find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @throws ProblemException 404 if it does not exist */
    public static <E extends VersionedEntity> E read(Class<E> type, long id) {
        return read(type, id, any -> true);
    }

    /**
     * @param isShown whether the caller may see the entity
     * @throws ProblemException 404 if it does not exist, and likewise if the caller may not see it
     */
    static <E extends VersionedEntity> E read(Class<E> type, long id, Predicate<E> isShown) {
        var found = Panache.getSession().find(type, id);
        return orNotFound(type, found == null || isShown.test(found) ? found : null);
    }

    /**
     * Records an event for the next {@link #save} or {@link #remove}.
     *
     * @param event called after the write, when the id and the version are known
     */
    protected final void recordEvent(Supplier<?> event) {
        if (recordedEvents.isEmpty()) {
            recordedEvents = new ArrayList<>();
        }
        recordedEvents.add(event);
    }

    /**
     * Saves and flushes the entity, so that violated constraints are reported here and the new version is known. Then
     * fires the recorded events.
     */
    public void save() {
        persistAndFlush();
        fireRecordedEvents();
    }

    /**
     * Deletes the entity and flushes, so that violated constraints are reported here. Then fires the recorded events.
     *
     * @param deleted the event of the deletion
     */
    public void remove(Supplier<?> deleted) {
        recordEvent(deleted);
        delete();
        flush();
        fireRecordedEvents();
    }

    /** Fires the recorded events, if the {@link #save} of another entity has written this one. */
    public void fireRecordedEvents() {
        var events = recordedEvents;
        recordedEvents = List.of();
        events.forEach(event -> CDI.current().getBeanContainer().getEvent().fire(event.get()));
    }

    private static <E> E orNotFound(Class<E> type, E found) {
        if (found == null) {
            var kind =
                    type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
            throw new ProblemException(ProblemType.NOT_FOUND, "No " + kind + " has this id.");
        }
        return found;
    }
}
