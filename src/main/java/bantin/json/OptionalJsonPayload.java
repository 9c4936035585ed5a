package bantin.json;

/** An {@link JsonPayload} all of whose properties may be absent, and so the whole body too. */
public interface OptionalJsonPayload extends JsonPayload {}
