package bantin.json;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads a JSON body into a {@link JsonPayload} record, or rejects it with all violations.
 *
 * <p>The steps, each of which adds to the same {@link Violations}: bytes to tree ({@link JsonTree}); tree to record
 * ({@link RecordReader}: types, unknown properties); constraints; the record's own {@link JsonPayload#validate}.
 */
@Singleton
public class StrictJson {

    public static final int MAX_BYTES = 2 * 1024 * 1024;
    /** The codes of violated constraints, for programs; the messages are for people. */
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

    /** @throws ProblemException the body is too large, not JSON, or not a valid {@code type} */
    public <T extends JsonPayload> T read(byte[] body, Class<T> type) {
        refuseTooLarge(body.length, type);
        var violations = new Violations();
        var tree = JsonTree.read(body, violations);
        var isAbsent = tree.isNull() && OptionalJsonPayload.class.isAssignableFrom(type);
        return bind(isAbsent ? JsonNodeFactory.instance.objectNode() : tree, type, violations);
    }

    private static void refuseTooLarge(int bytes, Class<?> type) {
        var limit = type.getAnnotation(MaxBytes.class);
        if (limit != null && bytes > limit.value()) {
            throw new ProblemException(
                    ProblemType.REQUEST_TOO_LARGE,
                    "The body of this request may have at most " + limit.value() / 1024 + " KiB.");
        }
    }

    /** @throws ProblemException the body is too large or not JSON */
    Replacement readReplacement(byte[] body) {
        var violations = new Violations();
        return new Replacement(JsonTree.read(body, violations), body.length, violations);
    }

    /**
     * Reads the content that replaces {@code present}.
     *
     * @param shown the response of {@code GET}, requested only if the replacement has read-only properties
     * @throws ProblemException it is not a valid {@code type}, or changes a read-only property
     */
    public <T extends JsonPayload> T replaced(Supplier<?> shown, T present, Replacement replacement, Class<T> type) {
        refuseTooLarge(replacement.bytes(), type);
        var violations = replacement.violations();
        var writable = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        if (replacement.tree() instanceof ObjectNode sent
                && sent.properties().stream().anyMatch(property -> !writable.contains(property.getKey()))) {
            var content = new RoundTrip(writable, !replacement.outdated(), violations)
                    .content(sent, answers.valueToTree(shown.get()), JsonStorage.toTree(present));
            return bind(content, type, violations);
        }
        return bind(replacement.tree(), type, violations);
    }

    /** @throws ProblemException the body is too large, not JSON, or not an object */
    MergePatch readPatch(byte[] body) {
        var violations = new Violations();
        var tree = JsonTree.read(body, violations);
        if (!tree.isObject()) {
            violations.at("", "type", "must be an object");
        }
        violations.throwIfAny();
        return new MergePatch((ObjectNode) tree);
    }

    /**
     * Applies a patch to {@code present}.
     *
     * @param present the current content
     * @throws ProblemException the patch has unknown properties, or the result is not valid
     */
    public <T extends JsonPayload> T patched(T present, MergePatch patch, Class<T> type) {
        var violations = new Violations();
        // What the patch removes is no longer in the merged tree, so the names in the patch are looked at by
        // themselves.
        new RecordReader(violations).read(patch.changes(), type);
        violations.refuseIfFull();
        var merged = MergePatch.merge(JsonStorage.toTree(present), patch.changes());
        return bind(merged, type, violations);
    }

    private <T extends JsonPayload> T bind(JsonNode tree, Class<T> type, Violations violations) {
        var input = part(tree, type, violations);
        violations.throwIfAny();
        return input;
    }

    /**
     * Reads a record from a part of a body.
     *
     * @param violations receives its violations; if there are any, the record must not be used
     * @return null if the JSON is not an object, or the violations are full
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
