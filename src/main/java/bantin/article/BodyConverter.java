package bantin.article;

import bantin.body.Body;
import bantin.json.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A body in its column: Portable Text as JSON text, in the order the writer gave its properties. */
@Converter(autoApply = true)
class BodyConverter implements AttributeConverter<Body, String> {

    @Override
    public String convertToDatabaseColumn(Body body) {
        return body == null ? null : body.toJson().toString();
    }

    @Override
    public Body convertToEntityAttribute(String column) {
        return column == null ? null : Body.of(StrictJson.readBack(column, JsonNode.class));
    }
}
