package bantin.http;

import bantin.problem.Faults;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a JSON body into an {@link Input} record, or refuses it with everything that is wrong with it.
 *
 * <p>The steps, each of which adds to the same {@link Faults}: bytes to tree (strict syntax); text to NFC (Unicode
 * Standard Annex 15), without what PostgreSQL cannot keep; tree to record (types, unknown properties); constraints; the
 * record's own {@link Input#checked}.
 */
@Singleton
public class StrictJson {

    public static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;

    private static final ObjectMapper TREES = keepingNumbers(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectMapper KEPT = keepingNumbers(JsonMapper.builder())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** What writers put into nodes of their own comes back as it was, 1.50 included. */
    private static JsonMapper.Builder keepingNumbers(JsonMapper.Builder mapper) {
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    /** What a constraint's violation is called for programs; the messages are for people. */
    private static final Map<String, String> CODES = Map.of(
            "NotNull", "required",
            "NotBlank", "required",
            "NotEmpty", "required",
            "Size", "size",
            "Pattern", "pattern",
            "Min", "range",
            "Max", "range",
            "Positive", "range",
            "PositiveOrZero", "range");

    @Inject
    Validator validator;

    /** @throws Refusal the body is too large, no JSON, or not a valid {@code type} */
    public <T extends Input> T read(InputStream body, Class<T> type) throws IOException {
        var faults = new Faults();
        return bind(clean(parse(body), "", faults), type, faults);
    }

    /** @throws Refusal the body is too large, no JSON, or not a JSON object */
    MergePatch readPatch(InputStream body) throws IOException {
        var faults = new Faults();
        var tree = clean(parse(body), "", faults);
        if (!tree.isObject()) {
            faults.at("", "type", "must be an object");
        }
        faults.refuseIfAny();
        return new MergePatch((ObjectNode) tree);
    }

    /**
     * What {@code present} becomes when it is patched.
     *
     * @param present as it stands, in its writable shape
     * @throws Refusal the patch names unknown properties, or what comes out is not valid
     */
    public <T extends Input> T patched(T present, MergePatch patch, Class<T> type) {
        var faults = new Faults();
        // What the patch removes is no longer in the merged tree, so the names in the patch are looked at by
        // themselves.
        new RecordReader(faults).read(patch.changes(), type);
        var merged = MergePatch.merge(KEPT.valueToTree(present), patch.changes());
        return bind(merged, type, faults);
    }

    /** JSON of our own, to be kept and read back by this class. */
    public static String write(Object value) {
        try {
            return KEPT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours could not be written", e);
        }
    }

    /** What {@link #write} wrote. */
    public static <T> T readBack(String json, Class<T> type) {
        try {
            return KEPT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we kept could not be read back", e);
        }
    }

    private <T extends Input> T bind(JsonNode tree, Class<T> type, Faults faults) {
        var input = part(tree, type, faults);
        faults.refuseIfAny();
        return input;
    }

    /**
     * The record in a part of a body that is judged by itself.
     *
     * @param faults gets what is wrong with it; then the record is good for nothing
     */
    public <T extends Input> T part(JsonNode tree, Class<T> type, Faults faults) {
        Input input = new RecordReader(faults).read(tree, type);
        if (input == null) {
            return null;
        }
        for (var violation : validator.validate(input)) {
            var pointer = pointerTo(violation.getPropertyPath());
            // A value of the wrong type was read as null: that it is missing would be said about the same place.
            if (!faults.isWithin(pointer)) {
                var code = codeOf(violation);
                faults.at(pointer, code, code.equals("required") ? "is required" : violation.getMessage());
            }
        }
        return type.cast(input.checked(faults));
    }

    private static JsonNode parse(InputStream body) throws IOException {
        var bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(ProblemType.REQUEST_TOO_LARGE, "A request may have 2 MiB.");
        }
        try {
            // Jackson would guess UTF-16 and UTF-32, and read broken UTF-8 in part.
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var tree = TREES.readTree(text);
            if (tree.isMissingNode()) {
                throw new Refusal(ProblemType.MALFORMED_JSON, "The body is empty.");
            }
            return tree;
        } catch (CharacterCodingException e) {
            throw new Refusal(ProblemType.MALFORMED_JSON, "The body is not UTF-8.");
        } catch (StreamConstraintsException e) {
            throw e.getMessage().contains("nesting depth")
                    ? new Refusal(ProblemType.JSON_TOO_DEEP, "Objects and arrays may be nested 64 levels deep.")
                    : new Refusal(ProblemType.MALFORMED_JSON, "A number or a name in the body is too long.");
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new Refusal(
                    ProblemType.MALFORMED_JSON,
                    "Line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), plain(e)));
        }
    }

    /** Jackson's own words without its class names and source excerpts. */
    private static String plain(JsonProcessingException e) {
        var words = e.getOriginalMessage().replaceAll("\\s*\\(.*", "").replaceAll("\\s*\\[.*", "");
        return words.contains("`") || words.contains("com.fasterxml") ? "unexpected content" : words + ".";
    }

    private static JsonNode clean(JsonNode node, String pointer, Faults faults) {
        if (node.isTextual()) {
            return TextNode.valueOf(cleanText(node.textValue(), pointer, faults));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clean(array.get(i), pointer + "/" + i, faults));
            }
        } else if (node instanceof ObjectNode object) {
            for (var property : object.properties()) {
                var at = pointer + "/" + escape(property.getKey());
                cleanText(property.getKey(), at, faults);
                property.setValue(clean(property.getValue(), at, faults));
            }
        }
        return node;
    }

    /** A property's name inside a JSON Pointer (RFC 6901). */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String cleanText(String text, String pointer, Faults faults) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            faults.at(pointer, "text", "holds a NUL or half of a surrogate pair, which no text can keep");
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String codeOf(ConstraintViolation<?> violation) {
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return CODES.getOrDefault(constraint, constraint.toLowerCase(Locale.ROOT));
    }

    private static String pointerTo(Path path) {
        var pointer = new StringBuilder();
        for (var node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }
}
