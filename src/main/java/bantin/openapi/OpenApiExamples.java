package bantin.openapi;

import bantin.json.MergePatch;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Builds the examples of bodies from those of their properties. */
final class OpenApiExamples {

    private static final String MODEL_TIME = "2021-10-11T07:28:00+07:00";

    private final Map<String, Schema> schemas;
    private final Set<String> within = new HashSet<>();

    OpenApiExamples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    void addTo(Endpoint endpoint) {
        var request = endpoint.operation().getRequestBody();
        if (request != null) {
            request.getContent()
                    .getMediaTypes()
                    .forEach((name, media) -> media.setExample(
                            name.equals(MergePatch.MEDIA_TYPE)
                                    ? endpoint.hint(OperationHint.PATCH_EXAMPLE)
                                    : of(media.getSchema())));
        }
        endpoint.operation().getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .forEach(media -> media.setExample(of(media.getSchema())));
    }

    /** Null if the schema has no example and none can be built. */
    private Object of(Schema schema) {
        if (schema == null) {
            return null;
        }
        if (exampleOf(schema) != null) {
            return exampleOf(schema);
        }
        if (schema.getRef() != null) {
            return ofReference(schema);
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().isEmpty()) {
            return schema.getEnumeration().get(0);
        }
        if (schema.getProperties() != null) {
            return ofProperties(schema);
        }
        if (schema.getAnyOf() != null && schema.getType() == null) {
            return of(schema.getAnyOf().get(0));
        }
        if (schema.getItems() != null) {
            var item = of(schema.getItems());
            return item == null ? List.of() : List.of(item);
        }
        return "date-time".equals(schema.getFormat()) ? MODEL_TIME : null;
    }

    private Object ofReference(Schema schema) {
        var name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
        if (name.equals("Instant")) {
            return MODEL_TIME;
        }
        // what stands in itself, like a section in a section, is shown once
        if (!within.add(name)) {
            return null;
        }
        var example = of(schemas.get(name));
        within.remove(name);
        return example;
    }

    private Map<String, Object> ofProperties(Schema schema) {
        var example = new LinkedHashMap<String, Object>();
        var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
        schema.getProperties().forEach((name, property) -> {
            var value = isTime(property) && !required.contains(name) ? exampleOf(property) : of(property);
            if (value != null) {
                example.put(name, value);
            } else if (isBoolean(property)) {
                example.put(name, false);
            }
        });
        return example;
    }

    private static Object exampleOf(Schema schema) {
        return schema.getExamples() == null || schema.getExamples().isEmpty()
                ? null
                : schema.getExamples().get(0);
    }

    /**
     * A time that may be absent is left out unless it has an example, because an arbitrary time could contradict
     * others.
     */
    private static boolean isTime(Schema property) {
        return property.getRef() != null && property.getRef().endsWith("/Instant");
    }

    private static boolean isBoolean(Schema property) {
        return property.getType() != null && property.getType().contains(Schema.SchemaType.BOOLEAN);
    }
}
