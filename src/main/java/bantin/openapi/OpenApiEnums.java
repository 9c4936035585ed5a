package bantin.openapi;

import java.util.Locale;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Names for enumeration values in generated clients: {@code -publishedAt} is not an identifier in most languages. */
final class OpenApiEnums {

    /** The extension from which OpenAPI Generator takes the names. */
    private static final String NAMES = "x-enum-varnames";

    private OpenApiEnums() {}

    static void nameValues(Schema schema) {
        if (schema.getEnumeration() != null) {
            schema.addExtension(
                    NAMES,
                    schema.getEnumeration().stream().map(OpenApiEnums::name).toList());
        }
    }

    /**
     * {@code portable-text} becomes {@code PORTABLE_TEXT}, {@code -publishedAt} {@code PUBLISHED_AT_DESC}, {@code 24h}
     * {@code _24H}.
     */
    private static String name(Object value) {
        var text = value.toString();
        var words = text.replaceFirst("^-", "")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .replace('-', '_')
                .toUpperCase(Locale.ROOT);
        return (Character.isDigit(words.charAt(0)) ? "_" : "") + words + (text.startsWith("-") ? "_DESC" : "");
    }
}
