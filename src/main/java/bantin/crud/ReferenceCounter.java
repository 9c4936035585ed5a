package bantin.crud;

import java.util.Map;

/** Contributed as a bean by a room whose rows refer to entities of other rooms: those must not be deleted meanwhile. */
public interface ReferenceCounter {

    /** What refers to them, in the singular. */
    String one();

    /** The same in the plural. */
    String many();

    /** SQL that counts what refers to the row {@code :id}, by the type of that row. */
    Map<Class<? extends VersionedEntity>, String> counts();
}
