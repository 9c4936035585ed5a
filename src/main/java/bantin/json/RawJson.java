package bantin.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/**
 * JSON from the database that is copied to the response without parsing. It is not a record, so {@code fields} cannot
 * select properties inside it.
 */
public final class RawJson implements JsonSerializable {

    private final String json;

    public RawJson(String json) {
        this.json = json;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        if (out instanceof TokenBuffer) {
            // a tree is made of the answer, of which only some fields are kept
            out.writeTree(JsonStorage.read(json, JsonNode.class));
        } else {
            out.writeRawValue(json);
        }
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(out, provider);
    }
}
