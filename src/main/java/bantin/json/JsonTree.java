package bantin.json;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import bantin.text.Nfc;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the bytes of a request into a tree: strict syntax, text in NFC (Unicode Standard Annex 15), and nothing in it
 * that PostgreSQL cannot keep.
 */
final class JsonTree {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_LENGTH = 256;
    /** The range of a double (IEEE 754), which most JSON parsers use (RFC 8259, section 6). */
    private static final int MAX_EXPONENT = 308;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Property names are not interned or cached, because clients choose them and they would stay in memory. */
    private static final ObjectMapper MAPPER = keepingNumbers(JsonMapper.builder(JsonFactory.builder()
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

    private JsonTree() {}

    /** Keeps the digits of numbers in custom nodes, such as 1.50. */
    static JsonMapper.Builder keepingNumbers(JsonMapper.Builder mapper) {
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    /**
     * @param violations receives text and numbers that cannot be stored
     * @throws ProblemException the body is too large or is not JSON
     */
    static JsonNode read(byte[] body, Violations violations) {
        return clean(parse(body), JsonPath.TOP, violations);
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length > StrictJson.MAX_BYTES) {
            throw new ProblemException(ProblemType.REQUEST_TOO_LARGE, "A request body may have at most 2 MiB.");
        }
        try {
            // Jackson would guess UTF-16 and UTF-32, and read broken UTF-8 in part.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK) {
                // RFC 8259, section 8.1: a parser may ignore it
                text = text.subSequence(1, text.length());
            }
            var tree = MAPPER.readTree(text.toString());
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

    /** The message of Jackson without class names and excerpts of the source. */
    private static String plain(JsonProcessingException e) {
        var words = e.getOriginalMessage().replaceAll("\\s*\\(.*", "").replaceAll("\\s*\\[.*", "");
        return words.contains("`") || words.contains("com.fasterxml") ? "unexpected content" : words + ".";
    }

    /** Replaces text and numbers that cannot be stored, and adds a violation for each. */
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
}
