package bantin.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON bodies with one mistake: a value, a property, the syntax or the encoding. */
final class BodyMutations {

    /** Stands in the JSON until a raw value takes its place. */
    private static final String MARK = "@@";

    private static final int TOO_LARGE = 2 * 1024 * 1024 + 1;

    private final Dice dice;

    BodyMutations(Dice dice) {
        this.dice = dice;
    }

    byte[] of(JsonNode json) {
        var text = dice.percent(70) && json.isContainerNode() ? withOneValue(json.deepCopy()) : json.toString();
        return dice.percent(70) ? text.getBytes(StandardCharsets.UTF_8) : bytes(text);
    }

    private String withOneValue(JsonNode json) {
        var containers = new ArrayList<JsonNode>();
        containers.add(json);
        for (int i = 0; i < containers.size(); i++) {
            containers.get(i).forEach(child -> {
                if (child.isContainerNode()) {
                    containers.add(child);
                }
            });
        }
        var container = dice.percent(50) ? json : dice.oneOf(containers);
        if (container instanceof ObjectNode object) {
            changeOneOf(object);
        } else if (container instanceof ArrayNode array) {
            array.insert(dice.below(array.size() + 1), MARK);
        }
        return json.toString().replace("\"" + MARK + "\"", dice.oneOf(HostileInput.JSON));
    }

    private void changeOneOf(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || dice.percent(15)) {
            object.put(dice.oneOf(List.of("khac", "", "id", "version", "Title", "_type", "a/b", "__proto__")), MARK);
            return;
        }
        var name = dice.oneOf(names);
        if (dice.percent(15)) {
            object.remove(name);
        } else {
            object.put(name, MARK);
        }
    }

    private byte[] bytes(String text) {
        int middle = dice.below(text.length() + 1);
        return switch (dice.below(12)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, middle).getBytes(StandardCharsets.UTF_8);
            case 2 ->
                (text.substring(0, middle) + "\u00ff" + text.substring(middle)).getBytes(StandardCharsets.ISO_8859_1);
            case 3 -> text.getBytes(StandardCharsets.UTF_16);
            case 4 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case 5 -> (text + "}").getBytes(StandardCharsets.UTF_8);
            case 6 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 7 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            case 8 -> text.replaceFirst("\\{(\"[^\"]*\":)", "{$1 1,$1").getBytes(StandardCharsets.UTF_8);
            case 9 -> text.replace('"', '\'').getBytes(StandardCharsets.UTF_8);
            case 10 -> (dice.percent(10) ? " ".repeat(TOO_LARGE) : "  \n" + text).getBytes(StandardCharsets.UTF_8);
            default -> (text.substring(0, middle) + "\0" + text.substring(middle)).getBytes(StandardCharsets.UTF_8);
        };
    }
}
