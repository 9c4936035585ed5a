package bantin.crud;

import java.util.Map;

/** Counts the rows of a room that refer to an entity, which must not be deleted then. Contributed as a bean. */
public interface ReferenceCounter {

    /** The name of a referring row, in the singular. */
    String one();

    /** The name in the plural. */
    String many();

    /** SQL that counts the references to {@code :id}, by the type of the entity with this id. */
    Map<Class<? extends VersionedEntity>, String> counts();
}
