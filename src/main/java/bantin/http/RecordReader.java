package bantin.http;

import bantin.problem.Faults;
import bantin.time.SiteTime;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes records of JSON and goes on where something does not fit: it is noted with its JSON Pointer and read as null, so
 * that one pass finds every wrong type and every unknown property. Nothing is converted on the quiet: {@code 5} is no
 * text, {@code "5"} no number. Knows what input records are made of: texts, whole numbers, times, words of an enum,
 * lists, other records, and JSON that is taken as it is.
 */
final class RecordReader {

    private final Faults faults;

    RecordReader(Faults faults) {
        this.faults = faults;
    }

    /** Null where the JSON is no object. */
    <T> T read(JsonNode json, Class<T> type) {
        return type.cast(record(json, type, ""));
    }

    private Object value(JsonNode json, Type type, String pointer) {
        if (type == JsonNode.class) {
            return json;
        }
        if (json == null || json.isNull()) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            return list(json, list.getActualTypeArguments()[0], pointer);
        }
        var target = (Class<?>) type;
        if (target.isRecord()) {
            return record(json, target, pointer);
        }
        if (target.isEnum()) {
            return word(json, target, pointer);
        }
        if (target == String.class) {
            return json.isTextual() ? json.textValue() : wrong(pointer, "type", "must be a text");
        }
        if (target == Instant.class) {
            return time(json, pointer);
        }
        if (target == Integer.class || target == Long.class) {
            return number(json, target, pointer);
        }
        throw new IllegalStateException("an input record cannot have a " + type);
    }

    private Object record(JsonNode json, Class<?> type, String pointer) {
        if (!json.isObject()) {
            return wrong(pointer, "type", "must be an object");
        }
        var components = type.getRecordComponents();
        var names = Arrays.stream(components)
                .filter(RecordReader::isRead)
                .map(RecordComponent::getName)
                .sorted()
                .toList();
        json.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                faults.at(
                        pointer + "/" + StrictJson.escape(name),
                        "unknown-property",
                        "is not known here; allowed: " + String.join(", ", names));
            }
        });
        var values = Arrays.stream(components)
                .map(component -> isRead(component)
                        ? value(
                                json.get(component.getName()),
                                component.getGenericType(),
                                pointer + "/" + component.getName())
                        : null)
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " could not be made", e);
        }
    }

    /** False for what a record only carries along on its way through the application. */
    private static boolean isRead(RecordComponent component) {
        return !component.getAccessor().isAnnotationPresent(JsonIgnore.class);
    }

    private Object list(JsonNode json, Type element, String pointer) {
        if (!json.isArray()) {
            return wrong(pointer, "type", "must be a list");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            elements.add(value(json.get(i), element, pointer + "/" + i));
        }
        return elements;
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
        faults.at(pointer, code, message);
        return null;
    }
}
