package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code block in the shape of the plugin {@code @sanity/code-input}:
 * {@code {"_type": "code", "language": "sql", "code": "select 1"}}.
 *
 * @param language null when unknown
 */
record CodeBlock(String code, String language) {

    private static final String TYPE = "code";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#._-]{1,32}");

    /**
     * A language that is no plain name is treated as unknown, because it is written into HTML attributes and Markdown.
     */
    CodeBlock {
        language = language == null || !LANGUAGE.matcher(language).matches() ? null : language;
    }

    /** The text of a page's {@code <pre>} without blank lines and spaces around it; empty when nothing is left. */
    static String tidied(String text) {
        String code = TextCleaner.withoutControls(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replace('\u00A0', ' ');
        int firstLine =
                code.lastIndexOf('\n', code.length() - code.stripLeading().length()) + 1;
        return code.isBlank() ? "" : TextCleaner.nfc(code.substring(firstLine).stripTrailing());
    }

    /** Empty when the object is no code block of this shape. */
    static Optional<CodeBlock> from(ObjectNode json) {
        if (!json.path("_type").asText().equals(TYPE) || !json.path("code").isTextual()) {
            return Optional.empty();
        }
        return Optional.of(new CodeBlock(
                json.get("code").textValue(), json.path("language").textValue()));
    }

    CustomNode toNode(Keys keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", keys.next("b"));
        if (language != null) {
            json.put("language", language);
        }
        return new CustomNode(json.put("code", code));
    }
}
