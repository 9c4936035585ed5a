package bantin.http;

import bantin.problem.Faults;
import bantin.time.SiteTime;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Jackson, made to go on: whatever does not fit is noted with its JSON Pointer and read as null, so that one pass finds
 * every wrong type and every unknown property. Nothing is converted on the quiet: {@code 5} is no text, {@code "5"} no
 * number.
 */
final class CollectingMapper extends DeserializationProblemHandler {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(String.class, new Scalar<>(String.class, JsonToken.VALUE_STRING))
                    .addDeserializer(Integer.class, new Scalar<>(Integer.class, JsonToken.VALUE_NUMBER_INT))
                    .addDeserializer(Long.class, new Scalar<>(Long.class, JsonToken.VALUE_NUMBER_INT))
                    .addDeserializer(Instant.class, new Scalar<>(Instant.class, JsonToken.VALUE_STRING))
                    .addSerializer(Instant.class, new com.fasterxml.jackson.databind.ser.std.ToStringSerializer()))
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            // What writers put into nodes of their own comes back as it was, 1.50 included.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Faults faults;

    CollectingMapper(Faults faults) {
        this.faults = faults;
    }

    /** Empty only where not even the outermost object could be made. */
    <T> Optional<T> bind(JsonNode tree, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readerFor(type).withHandler(this).readValue(tree));
        } catch (JsonMappingException e) {
            var pointer = e.getPath().stream()
                    .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                    .collect(Collectors.joining());
            faults.at(pointer, "type", "has the wrong type");
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory could not be read", e);
        }
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        Collection<Object> known = deserializer.getKnownPropertyNames();
        faults.at(
                pointer(parser),
                "unknown-property",
                "is not known here; allowed: "
                        + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")));
        parser.skipChildren();
        return true;
    }

    @Override
    public Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
            throws IOException {
        return wrongType(target.getRawClass(), parser);
    }

    @Override
    public Object handleMissingInstantiator(
            DeserializationContext context, Class<?> target, ValueInstantiator by, JsonParser parser, String message)
            throws IOException {
        return wrongType(target, parser);
    }

    @Override
    public Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> target, Number value, String message) {
        return wrongValue(target, context.getParser());
    }

    @Override
    public Object handleWeirdStringValue(
            DeserializationContext context, Class<?> target, String value, String message) {
        return wrongValue(target, context.getParser());
    }

    private Object wrongType(Class<?> target, JsonParser parser) throws IOException {
        faults.at(pointer(parser), "type", "must be " + describe(target));
        parser.skipChildren();
        return null;
    }

    private Object wrongValue(Class<?> target, JsonParser parser) {
        faults.at(pointer(parser), "value", "must be " + describe(target));
        return null;
    }

    /** Where the parser stands. At the beginning of a container it is inside already: the place is the one around it. */
    private static String pointer(JsonParser parser) {
        JsonStreamContext at = parser.getParsingContext();
        if (parser.currentToken().isStructStart()) {
            at = at.getParent();
        }
        var pointer = "";
        for (; at != null && !at.inRoot(); at = at.getParent()) {
            pointer = "/" + (at.inArray() ? at.getCurrentIndex() : StrictJson.escape(at.getCurrentName())) + pointer;
        }
        return pointer;
    }

    private static String describe(Class<?> target) {
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(constant -> MAPPER.convertValue(constant, String.class))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (target == String.class) {
            return "a text";
        }
        if (target == Integer.class || target == Long.class) {
            return "a whole number";
        }
        if (target == Instant.class) {
            return "a time with its offset, like 2021-10-11T07:28:00+07:00";
        }
        return Collection.class.isAssignableFrom(target) ? "a list" : "an object";
    }

    /** Reads one kind of token and no other. */
    private static final class Scalar<T> extends StdScalarDeserializer<T> {

        private final JsonToken token;

        Scalar(Class<T> type, JsonToken token) {
            super(type);
            this.token = token;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object value;
            if (!parser.hasToken(token)) {
                value = context.handleUnexpectedToken(_valueClass, parser);
            } else if (_valueClass == String.class) {
                value = parser.getText();
            } else if (_valueClass == Instant.class) {
                var time = SiteTime.parse(parser.getText());
                value = time.isPresent()
                        ? time.get()
                        : context.handleWeirdStringValue(_valueClass, parser.getText(), "no time");
            } else {
                value = number(parser, context);
            }
            return type().cast(value);
        }

        private Object number(JsonParser parser, DeserializationContext context) throws IOException {
            var number = parser.getBigIntegerValue();
            var bits = _valueClass == Integer.class ? 31 : 63;
            if (number.bitLength() > bits) {
                return context.handleWeirdNumberValue(_valueClass, number, "too large");
            }
            return _valueClass == Integer.class ? (Object) number.intValue() : number.longValue();
        }

        @SuppressWarnings("unchecked")
        private Class<T> type() {
            return (Class<T>) _valueClass;
        }
    }
}
