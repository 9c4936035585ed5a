package bantin.json;

import bantin.problem.Violations;
import bantin.time.SiteTime;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Reads records from JSON and continues after errors: a value of the wrong type is reported with its JSON Pointer and
 * read as null, so that one pass finds all wrong types and unknown properties. A value that is longer than its {@link
 * Size} allows is not read further, so that no pattern or reference is checked for it. Values are never converted:
 * {@code 5} is not a text and {@code "5"} not a number. Supports texts, integers, booleans, times, enums, lists, other
 * records, and raw JSON.
 */
final class RecordReader {

    /**
     * What is read of a record: reflection would parse the same annotations again for each of a thousand records.
     *
     * @param components with null for what a record only carries along on its way through the application
     * @param names of those that are read, in order
     */
    private record Shape(Constructor<?> constructor, List<Component> components, List<String> names) {

        private record Component(String name, AnnotatedType type) {}

        private static Shape of(Class<?> type) {
            var all = type.getRecordComponents();
            var components = Arrays.stream(all)
                    .map(component -> component.getAccessor().isAnnotationPresent(JsonIgnore.class)
                            ? null
                            : new Component(component.getName(), component.getAnnotatedType()))
                    .toList();
            var names = components.stream()
                    .filter(Objects::nonNull)
                    .map(Component::name)
                    .sorted()
                    .toList();
            try {
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(constructor, components, names);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a " + type.getSimpleName() + " has no constructor", e);
            }
        }
    }

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private final Violations violations;

    RecordReader(Violations violations) {
        this.violations = violations;
    }

    /** Null if the JSON is not an object. */
    <T> T read(JsonNode json, Class<T> type) {
        return type.cast(record(json, type, ""));
    }

    private Object value(JsonNode json, AnnotatedType annotated, String pointer) {
        var type = annotated.getType();
        if (type == JsonNode.class) {
            return json;
        }
        if (json == null || json.isNull()) {
            return null;
        }
        if (annotated instanceof AnnotatedParameterizedType list) {
            return list(json, list, pointer);
        }
        var target = (Class<?>) type;
        if (target.isRecord()) {
            return record(json, target, pointer);
        }
        if (target.isEnum()) {
            return word(json, target, pointer);
        }
        if (target == String.class) {
            return text(json, annotated.getAnnotation(Size.class), pointer);
        }
        if (target == Instant.class) {
            return time(json, pointer);
        }
        if (target == Integer.class || target == Long.class) {
            return number(json, target, pointer);
        }
        if (target == Boolean.class) {
            return json.isBoolean() ? json.booleanValue() : wrong(pointer, "type", "must be true or false");
        }
        throw new IllegalStateException("an input record cannot have a " + type);
    }

    private Object record(JsonNode json, Class<?> type, String pointer) {
        if (!json.isObject()) {
            return wrong(pointer, "type", "must be an object");
        }
        var shape = SHAPES.get(type);
        json.fieldNames().forEachRemaining(name -> {
            if (!shape.names.contains(name)) {
                violations.at(
                        () -> pointer + "/" + JsonPath.escape(name),
                        "unknown-property",
                        () -> "is unknown; allowed: " + String.join(", ", shape.names));
            }
        });
        var values = shape.components.stream()
                .map(component -> component == null
                        ? null
                        : value(json.get(component.name), component.type, pointer + "/" + component.name))
                .toArray();
        try {
            return shape.constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " could not be created", e);
        }
    }

    private Object list(JsonNode json, AnnotatedParameterizedType list, String pointer) {
        if (!json.isArray()) {
            return wrong(pointer, "type", "must be an array");
        }
        var size = list.getAnnotation(Size.class);
        if (size != null && json.size() > size.max()) {
            return wrong(pointer, "size", "may have at most " + size.max());
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            elements.add(value(json.get(i), list.getAnnotatedActualTypeArguments()[0], pointer + "/" + i));
        }
        return elements;
    }

    private Object text(JsonNode json, Size size, String pointer) {
        if (!json.isTextual()) {
            return wrong(pointer, "type", "must be a string");
        }
        return size == null || SizeInCharacters.isAtMost(size.max(), json.textValue())
                ? json.textValue()
                : wrong(pointer, "size", "may have at most " + size.max() + " characters");
    }

    private Object word(JsonNode json, Class<?> words, String pointer) {
        for (var constant : words.getEnumConstants()) {
            if (json.isTextual() && constant.toString().equals(json.textValue())) {
                return constant;
            }
        }
        var allowed =
                Arrays.stream(words.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        return wrong(pointer, "value", "must be one of " + allowed);
    }

    private Object time(JsonNode json, String pointer) {
        var time = json.isTextual() ? SiteTime.parse(json.textValue()).orElse(null) : null;
        return time != null ? time : wrong(pointer, "value", SiteTime.MESSAGE);
    }

    private Object number(JsonNode json, Class<?> type, String pointer) {
        if (!json.isIntegralNumber()) {
            return wrong(pointer, "type", "must be a whole number");
        }
        if (type == Integer.class && json.canConvertToInt()) {
            return json.intValue();
        }
        return type == Long.class && json.canConvertToLong()
                ? json.longValue()
                : wrong(pointer, "range", "is too large");
    }

    private Object wrong(String pointer, String code, String message) {
        violations.at(pointer, code, message);
        return null;
    }
}
