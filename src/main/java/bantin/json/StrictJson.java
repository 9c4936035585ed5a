package bantin.json;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import bantin.text.Nfc;
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
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads a JSON body into an {@link JsonPayload} record, or refuses it with everything that is wrong with it.
 *
 * <p>The steps, each of which adds to the same {@link Violations}: bytes to tree (strict syntax); text to NFC (Unicode
 * Standard Annex 15), without what PostgreSQL cannot keep; tree to record (types, unknown properties); constraints; the
 * record's own {@link JsonPayload#validate}.
 */
@Singleton
public class StrictJson {

    public static final int MAX_BYTES = 2 * 1024 * 1024;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_LENGTH = 256;
    /** What a double can hold (IEEE 754), which is all that most readers of JSON have (RFC 8259, section 6). */
    private static final int MAX_EXPONENT = 308;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Names are the sender's: to intern them, or to keep a table of them, would keep them for all others. */
    private static final ObjectMapper TREES = keepingNumbers(JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME_LENGTH)
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

    @Inject
    ObjectMapper answers;

    /** @throws ProblemException the body is too large, no JSON, or not a valid {@code type} */
    public <T extends JsonPayload> T read(byte[] body, Class<T> type) {
        refuseTooLarge(body.length, type);
        var violations = new Violations();
        var tree = clean(parse(body), JsonPath.TOP, violations);
        var isAbsent = tree.isNull() && OptionalJsonPayload.class.isAssignableFrom(type);
        return bind(isAbsent ? TREES.createObjectNode() : tree, type, violations);
    }

    private static void refuseTooLarge(int bytes, Class<?> type) {
        var limit = type.getAnnotation(MaxBytes.class);
        if (limit != null && bytes > limit.value()) {
            throw new ProblemException(
                    ProblemType.REQUEST_TOO_LARGE,
                    "The body of this request may have at most " + limit.value() / 1024 + " KiB.");
        }
    }

    /** @throws ProblemException the body is too large, or no JSON */
    Replacement readReplacement(byte[] body) {
        var violations = new Violations();
        return new Replacement(clean(parse(body), JsonPath.TOP, violations), body.length, violations);
    }

    /**
     * The content that takes the place of {@code present}.
     *
     * @param shown what {@code GET} answers, asked for where the replacement has more than content
     * @throws ProblemException it is not a valid {@code type}, or says something else of what is read-only
     */
    public <T extends JsonPayload> T replaced(Supplier<?> shown, T present, Replacement replacement, Class<T> type) {
        refuseTooLarge(replacement.bytes(), type);
        var violations = replacement.violations();
        var writable = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        if (replacement.tree() instanceof ObjectNode sent
                && sent.properties().stream().anyMatch(property -> !writable.contains(property.getKey()))) {
            var content = new RoundTrip(writable, violations)
                    .content(sent, answers.valueToTree(shown.get()), KEPT.valueToTree(present));
            return bind(content, type, violations);
        }
        return bind(replacement.tree(), type, violations);
    }

    /** @throws ProblemException the body is too large, no JSON, or not a JSON object */
    MergePatch readPatch(byte[] body) {
        var violations = new Violations();
        var tree = clean(parse(body), JsonPath.TOP, violations);
        if (!tree.isObject()) {
            violations.at("", "type", "must be an object");
        }
        violations.throwIfAny();
        return new MergePatch((ObjectNode) tree);
    }

    /**
     * What {@code present} becomes when it is patched.
     *
     * @param present as it stands, in its writable shape
     * @throws ProblemException the patch names unknown properties, or what comes out is not valid
     */
    public <T extends JsonPayload> T patched(T present, MergePatch patch, Class<T> type) {
        var violations = new Violations();
        // What the patch removes is no longer in the merged tree, so the names in the patch are looked at by
        // themselves.
        new RecordReader(violations).read(patch.changes(), type);
        violations.refuseIfFull();
        var merged = MergePatch.merge(KEPT.valueToTree(present), patch.changes());
        return bind(merged, type, violations);
    }

    /** JSON of our own, to be kept and read back by this class. */
    public static String write(Object value) {
        try {
            return KEPT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value could not be serialized", e);
        }
    }

    /** What {@link #write} wrote. */
    public static <T> T readBack(String json, Class<T> type) {
        try {
            return KEPT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored value could not be deserialized", e);
        }
    }

    private <T extends JsonPayload> T bind(JsonNode tree, Class<T> type, Violations violations) {
        var input = part(tree, type, violations);
        violations.throwIfAny();
        return input;
    }

    /**
     * The record in a part of a body that is judged by itself.
     *
     * @param violations gets what is wrong with it; then the record is good for nothing
     * @return null where the JSON is no object, or so much is wrong that nothing more is looked for
     */
    public <T extends JsonPayload> T part(JsonNode tree, Class<T> type, Violations violations) {
        JsonPayload input = new RecordReader(violations).read(tree, type);
        if (input == null || violations.isFull()) {
            return null;
        }
        for (var violation : validator.validate(input)) {
            var pointer = pointerTo(violation.getPropertyPath());
            // A value of the wrong type was read as null: that it is missing would be said about the same place.
            if (!violations.isWithin(pointer)) {
                var code = codeOf(violation);
                violations.at(pointer, code, code.equals("required") ? "is required" : violation.getMessage());
            }
        }
        return type.cast(input.validate(violations));
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(ProblemType.REQUEST_TOO_LARGE, "A request body may have at most 2 MiB.");
        }
        try {
            // Jackson would guess UTF-16 and UTF-32, and read broken UTF-8 in part.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
                // RFC 8259, section 8.1: a parser may ignore it
                text = text.subSequence(1, text.length());
            }
            var tree = TREES.readTree(text.toString());
            if (tree.isMissingNode()) {
                throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is empty.");
            }
            return tree;
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is not UTF-8.");
        } catch (StreamConstraintsException e) {
            throw e.getMessage().contains("nesting depth")
                    ? new ProblemException(
                            ProblemType.JSON_TOO_DEEP, "Objects and arrays may be nested at most 64 levels deep.")
                    : new ProblemException(
                            ProblemType.MALFORMED_JSON, "A number or a property name in the body is too long.");
        } catch (ArithmeticException | NumberFormatException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "A number in the body is too large or too small.");
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new ProblemException(
                    ProblemType.MALFORMED_JSON,
                    "Line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), plain(e)));
        }
    }

    /** Jackson's own words without its class names and source excerpts. */
    private static String plain(JsonProcessingException e) {
        var words = e.getOriginalMessage().replaceAll("\\s*\\(.*", "").replaceAll("\\s*\\[.*", "");
        return words.contains("`") || words.contains("com.fasterxml") ? "unexpected content" : words + ".";
    }

    /** The same tree, with nothing in it that cannot be kept; what had to be taken out is a fault. */
    private static JsonNode clean(JsonNode node, JsonPath path, Violations violations) {
        if (node.isTextual()) {
            return TextNode.valueOf(cleanText(node.textValue(), path, violations));
        }
        if (node.isBigDecimal() || node.isBigInteger()) {
            return cleanNumber(node, path, violations);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, clean(array.get(i), path.element(i), violations));
            }
        } else if (node instanceof ObjectNode object) {
            for (var property : object.properties()) {
                var at = path.property(property.getKey());
                cleanText(property.getKey(), at, violations);
                property.setValue(clean(property.getValue(), at, violations));
            }
        }
        return node;
    }

    private static String cleanText(String text, JsonPath path, Violations violations) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            violations.at(
                    path::pointer,
                    "text",
                    () -> "contains a NUL character or an unpaired surrogate, which cannot be stored");
            return "";
        }
        return Nfc.of(text);
    }

    private static JsonNode cleanNumber(JsonNode node, JsonPath path, Violations violations) {
        var number = node.decimalValue();
        var exponent = number.signum() == 0 ? -(long) number.scale() : (long) number.precision() - 1 - number.scale();
        if (Math.abs(exponent) <= MAX_EXPONENT) {
            return node;
        }
        violations.at(
                path::pointer,
                "range",
                () -> "must be between 1e-" + MAX_EXPONENT + " and 1e" + MAX_EXPONENT + ", or be 0");
        return IntNode.valueOf(0);
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
