package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Map;

/**
 * Reports U+0000 and unpaired surrogates anywhere in JSON. JSON allows them, but PostgreSQL cannot store the first, and
 * UTF-8 cannot encode the second. Works in a loop, since the JSON may be nested deeply.
 */
final class CharacterCheck {

    private final Body.FaultSink violations;

    private CharacterCheck(Body.FaultSink violations) {
        this.violations = violations;
    }

    static void check(JsonNode json, Body.FaultSink violations) {
        new CharacterCheck(violations).check(json);
    }

    /** A value and its position. The pointer is built only where it is reported. */
    private record Position(JsonNode json, Position parent, String token) {

        String pointer() {
            var pointer = new StringBuilder();
            for (Position position = this; position.parent != null; position = position.parent) {
                pointer.insert(0, "/" + position.token.replace("~", "~0").replace("/", "~1"));
            }
            return pointer.toString();
        }
    }

    private void check(JsonNode json) {
        var positions = new ArrayDeque<Position>();
        positions.add(new Position(json, null, ""));
        while (!positions.isEmpty()) {
            Position position = positions.remove();
            if (position.json.isTextual()) {
                check(position.json.textValue(), position);
            } else if (position.json.isArray()) {
                for (int i = 0; i < position.json.size(); i++) {
                    positions.add(new Position(position.json.get(i), position, Integer.toString(i)));
                }
            } else if (position.json.isObject()) {
                for (Map.Entry<String, JsonNode> property : position.json.properties()) {
                    check(property.getKey(), position);
                    positions.add(new Position(property.getValue(), position, property.getKey()));
                }
            }
        }
    }

    private void check(String text, Position position) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || TextCleaner.isLoneSurrogate(text, i)) {
                violations.add(
                        position.pointer(),
                        "invalid-character",
                        "must not contain U+0000 or an unpaired surrogate, but has one at index " + i);
                return;
            }
        }
    }
}
