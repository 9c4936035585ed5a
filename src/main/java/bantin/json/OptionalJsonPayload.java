package bantin.json;

/** A {@link JsonPayload} without required properties, so that the body may be absent. */
public interface OptionalJsonPayload extends JsonPayload {}
