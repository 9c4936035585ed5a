package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.LockModeType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;

/** An entity with a version. An edit must name the version that it is based on. */
@MappedSuperclass
public abstract class VersionedEntity extends PanacheEntity {

    /** Begins with 1; each save adds 1. */
    @Version
    public int version = 1;

    public Instant createdAt;

    public Instant updatedAt;

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

    /** Saves and flushes the entity, so that violated constraints are reported here and the new version is known. */
    public void save() {
        persistAndFlush();
        fireWritten();
    }

    /** Deletes the entity and flushes, so that violated constraints are reported here. */
    public void remove() {
        delete();
        flush();
        fireWritten();
    }

    private void fireWritten() {
        CDI.current().getBeanContainer().getEvent().fire(new EntityWritten(this));
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
