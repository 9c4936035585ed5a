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

/** What an editor edits: it has a version, and an edit must name the one it was made on. */
@MappedSuperclass
public abstract class VersionedEntity extends PanacheEntity {

    /** From 1; each save adds one. */
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
     * Finds it for an edit: writers of one entity take turns, so that each knows whether it comes too late.
     *
     * @throws ProblemException 404 there is none
     */
    static <E extends VersionedEntity> E lock(Class<E> type, long id) {
        return orNotFound(type, Panache.getSession().find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @throws ProblemException 404 there is none */
    public static <E extends VersionedEntity> E read(Class<E> type, long id) {
        return read(type, id, any -> true);
    }

    /**
     * @param isShown whether the caller may see it
     * @throws ProblemException 404 there is none, or none that the caller may see: the answer is the same
     */
    static <E extends VersionedEntity> E read(Class<E> type, long id, Predicate<E> isShown) {
        var found = Panache.getSession().find(type, id);
        return orNotFound(type, found == null || isShown.test(found) ? found : null);
    }

    /** Writes it now, so that what the database refuses is refused here, and the new version is known. */
    public void save() {
        persistAndFlush();
        tell();
    }

    /** Deletes it now, so that what the database refuses is refused here. */
    public void remove() {
        delete();
        flush();
        tell();
    }

    private void tell() {
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
