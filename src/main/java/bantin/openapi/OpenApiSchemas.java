package bantin.openapi;

import io.smallrye.openapi.model.BaseModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Derives schemas: that of a JSON Merge Patch from the schema of {@code PUT}, and that of a response with {@code
 * fields} from the whole response.
 */
final class OpenApiSchemas {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String SPARSE = "Sparse";
    private static final String WITHOUT_FIELDS = "x-without-fields";

    /** The components of the document, to which derived schemas are added. */
    private final Components components;

    OpenApiSchemas(Components components) {
        this.components = components;
    }

    /**
     * The schema of a patch (RFC 7396) of {@code content}: every property may be absent, and optional ones may be
     * {@code null}, which removes them.
     *
     * @param content a reference to the schema of {@code PUT}, such as {@code TagContent}
     * @return a reference to the schema of the patch, such as {@code TagPatch}
     */
    Schema patchOf(Schema content) {
        var name = nameOf(content);
        var patchName = name.replaceFirst("Content$", "") + "Patch";
        var whole = components.getSchemas().get(name);
        var required = Optional.ofNullable(whole.getRequired()).orElse(List.of());
        var patch = copy(whole)
                .description("A JSON Merge Patch (RFC 7396) of `" + name
                        + "`. Properties in the patch are replaced, properties set to null are removed, "
                        + "all others are kept. Arrays are replaced as a whole.")
                .required(null);
        patch.setProperties(mapped(
                whole.getProperties(), (property, schema) -> required.contains(property) ? schema : orNull(schema)));
        components.addSchema(patchName, patch);
        return reference(patchName);
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() == null) {
            return copy(schema).addType(Schema.SchemaType.NULL);
        }
        var nothing = OASFactory.createSchema().type(List.of(Schema.SchemaType.NULL));
        return OASFactory.createSchema()
                .description(schema.getDescription())
                .anyOf(List.of(OASFactory.createSchema().ref(schema.getRef()), nothing));
    }

    /**
     * The schema of a response with {@code fields}, in which any property may be absent; in a page, any property of its
     * items.
     *
     * @param answer a reference to the schema of the whole response
     */
    Schema sparse(Schema answer) {
        var name = nameOf(answer);
        var items = components.getSchemas().get(name).getProperties().get("items");
        if (items == null) {
            return sparseReference(answer);
        }
        if (!isThere(SPARSE + name)) {
            var page = sparse(name);
            page.addProperty("items", sparseProperty(items));
        }
        return reference(SPARSE + name);
    }

    private Schema sparseProperty(Schema property) {
        if (property.getItems() != null) {
            return copy(property).items(sparseProperty(property.getItems()));
        }
        return property.getRef() == null ? property : sparseReference(property);
    }

    /** A sparse copy of a record. Other schemas, such as that of a time, are not copied. */
    private Schema sparseReference(Schema toWhole) {
        var name = nameOf(toWhole);
        var whole = components.getSchemas().get(name);
        if (whole == null || whole.getProperties() == null) {
            return toWhole;
        }
        if (!isThere(SPARSE + name)) {
            var sparse = sparse(name).required(null);
            sparse.setProperties(mapped(whole.getProperties(), (property, schema) -> sparseProperty(schema)));
        }
        return copy(toWhole).ref(REFERENCE + SPARSE + name);
    }

    private boolean isThere(String name) {
        return components.getSchemas().containsKey(name);
    }

    /**
     * A copy with a reference to the original, so that clients that do not use {@code fields} can use the whole schema.
     */
    private Schema sparse(String name) {
        var copy = copy(components.getSchemas().get(name))
                .description(
                        "`" + name + "` with only the properties that `fields` selects. Complete without `fields`");
        copy.addExtension(WITHOUT_FIELDS, Map.of("$ref", REFERENCE + name));
        components.addSchema(SPARSE + name, copy);
        return copy;
    }

    private static Map<String, Schema> mapped(
            Map<String, Schema> properties, BiFunction<String, Schema, Schema> change) {
        var changed = new LinkedHashMap<String, Schema>();
        properties.forEach((name, schema) -> changed.put(name, change.apply(name, schema)));
        return changed;
    }

    private static Schema copy(Schema schema) {
        return BaseModel.deepCopy(schema, Schema.class);
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(REFERENCE + name);
    }

    private static String nameOf(Schema reference) {
        return reference.getRef().substring(REFERENCE.length());
    }
}
