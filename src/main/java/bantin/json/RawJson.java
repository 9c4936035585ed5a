package bantin.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/**
 * JSON that stands in the database as we once wrote it, and goes out as it is: nobody needs to take it apart. No record, whose
 * components could be asked for with {@code fields}.
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
            out.writeTree(StrictJson.readBack(json, JsonNode.class));
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
