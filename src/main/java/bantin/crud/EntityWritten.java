package bantin.crud;

/** Something that an editor edits was saved or deleted. Observe it after the transaction: only then is it so. */
public record EntityWritten(VersionedEntity entity) {}
