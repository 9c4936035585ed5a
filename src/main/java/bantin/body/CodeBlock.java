package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Preformatted text in the shape of the {@code @sanity/code-input} plugin:
 * {@code {"_type": "code", "language": "sql", "code": "select 1"}}.
 *
 * @param language null when unknown
 */
record CodeBlock(String code, String language) {

    private static final String TYPE = "code";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#._-]{1,32}");

    /** A language is printed into attributes and fences, so anything but a plain name is treated as unknown. */
    CodeBlock {
        language = language == null || !LANGUAGE.matcher(language).matches() ? null : language;
    }

    /** Code as pages have it: without blank lines and spaces around it. Empty when nothing is left. */
    static String tidied(String text) {
        String code = TextCleaner.withoutControls(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replace('\u00A0', ' ');
        int firstLine =
                code.lastIndexOf('\n', code.length() - code.stripLeading().length()) + 1;
        return code.isBlank() ? "" : TextCleaner.nfc(code.substring(firstLine).stripTrailing());
    }

    /** Empty when the object is no listing, or one of another make. */
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
