package bantin.crud;

/** Event: an entity was saved or deleted. Observe it after the transaction has committed. */
public record EntityWritten(VersionedEntity entity) {}
