package bantin.entity;

/** Something that an editor edits was written. Observe it after the transaction: only then is it so. */
public record EntitySaved(VersionedEntity entity) {}
