package bantin.views;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The visitor id in the body of a view: JSON, {@code {"visitor": "f3a1c2"}}, or a form, {@code visitor=f3a1c2}. All
 * other content is ignored and no body is rejected, because no one reads the response to a beacon.
 */
final class VisitorBody {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String VISITOR = "visitor";
    private static final int MAX_BYTES = 4096;

    private VisitorBody() {}

    /** @param body null or empty if there is no body */
    static Optional<String> visitorIn(byte[] body) {
        if (body == null || body.length == 0 || body.length > MAX_BYTES) {
            return Optional.empty();
        }
        var inJson = inJson(body);
        return (inJson.isPresent() ? inJson : encoded(body)).map(ViewRequests::cut);
    }

    /** A number is used as its text. */
    private static Optional<String> inJson(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isVisitor = parser.currentName().equals(VISITOR);
                if (parser.nextToken().isScalarValue() && isVisitor) {
                    return textOf(parser);
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> textOf(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(parser.getText());
    }

    private static Optional<String> encoded(byte[] body) {
        return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&"))
                .filter(pair -> pair.startsWith(VISITOR + "="))
                .findFirst()
                .flatMap(pair -> decoded(pair.substring(VISITOR.length() + 1)));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
