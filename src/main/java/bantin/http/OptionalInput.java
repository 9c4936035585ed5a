package bantin.http;

/** An {@link Input} all of whose properties may be absent, and so the whole body too. */
public interface OptionalInput extends Input {}
