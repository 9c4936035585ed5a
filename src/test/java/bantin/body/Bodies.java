package bantin.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Bodies, pictures and shorthand for the tests of this room. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private Bodies() {}

    /** JSON in which quotes may be single and names bare. */
    static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    static Body body(String json) {
        return Body.of(json(json));
    }

    static Body bodyFrom(String resource) {
        return body(resource(resource));
    }

    static String resource(String name) {
        try (InputStream in = Bodies.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The pictures that the reference renderer knew. */
    static Function<String, Optional<Picture>> referencePictures() {
        var pictures = new ArrayList<Picture>();
        for (JsonNode json : json(resource("pictures.json"))) {
            pictures.add(JSON.convertValue(json, Picture.class));
        }
        return key ->
                pictures.stream().filter(picture -> picture.key().equals(key)).findFirst();
    }

    static Function<String, Optional<Picture>> noPictures() {
        return key -> Optional.empty();
    }

    static Function<String, Optional<Picture>> picturesOf(ImportedBody imported) {
        return key -> imported.pictures().stream()
                .filter(found -> found.key().equals(key))
                .map(found -> new Picture(
                        found.key(),
                        found.kind(),
                        found.url(),
                        found.caption(),
                        found.credit(),
                        found.alt(),
                        null,
                        null))
                .findFirst();
    }

    static ImportedBody read(String html) {
        return HtmlReader.read(html, Map.of());
    }

    static String html(ImportedBody imported) {
        return HtmlWriter.write(imported.body(), picturesOf(imported));
    }

    /** HTML as it comes out of a body again. */
    static String cleaned(String html) {
        return html(read(html));
    }

    /** Faults as {@code pointer code}. */
    static List<String> violations(String json) {
        var violations = new ArrayList<String>();
        Body.parse(json(json), (pointer, code, message) -> violations.add((pointer + " " + code).strip()));
        return violations;
    }

    /** Without any {@code _key} but those of images, to compare bodies whose keys are of no interest. */
    static JsonNode keyless(Body body) {
        JsonNode json = body.toJson();
        for (JsonNode parent : json.findParents("_key")) {
            if (!parent.path("_type").asText().equals("image")) {
                ((ObjectNode) parent).remove("_key");
            }
        }
        json.findValues("marks").forEach(marks -> nameLinks((ArrayNode) marks));
        return json;
    }

    private static void nameLinks(ArrayNode marks) {
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).asText().matches("l\\d+")) {
                marks.set(i, "link");
            }
        }
    }
}
