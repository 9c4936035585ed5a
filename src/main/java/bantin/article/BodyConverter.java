package bantin.article;

import bantin.body.Body;
import bantin.json.JsonStorage;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a body as JSON text, which keeps the order of properties. */
@Converter(autoApply = true)
class BodyConverter implements AttributeConverter<Body, String> {

    @Override
    public String convertToDatabaseColumn(Body body) {
        return body == null ? null : body.toJson().toString();
    }

    @Override
    public Body convertToEntityAttribute(String column) {
        return column == null ? null : Body.of(JsonStorage.read(column, JsonNode.class));
    }
}
