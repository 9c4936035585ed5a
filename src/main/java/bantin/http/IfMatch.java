package bantin.http;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that an edit is based on, from {@code If-Match}: an ETag of a response, or only the quoted version. Only
 * the version is compared, so a proxy that weakens ETags when it compresses does no harm.
 */
public final class IfMatch {

    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})(?:\\.[^\"]*)?\"");

    private IfMatch() {}

    /**
     * @param header the value of {@code If-Match}, or null
     * @throws ProblemException 428 if it is absent, 412 if it has another version, 400 if it is not a list of ETags
     */
    public static void require(String header, int current) {
        require(header, current, current);
    }

    /** @param equivalent another version with the same content */
    public static void require(String header, int current, int equivalent) {
        if (header == null || header.isBlank()) {
            throw new ProblemException(
                            ProblemType.VERSION_REQUIRED,
                            "The current version is %1$d. If you read this version, send If-Match: \"%1$d\"."
                                    .formatted(current))
                    .with("currentVersion", current);
        }
        allow(header, current, equivalent);
    }

    /** The version that the header names; empty if it is not exactly one. */
    public static OptionalInt version(String header) {
        var tag = ENTITY_TAG.matcher(header.trim());
        return tag.matches() ? OptionalInt.of(Integer.parseInt(tag.group(1))) : OptionalInt.empty();
    }

    /** As {@link #require}, but the header may be absent. */
    public static void allow(String header, int current) {
        allow(header, current, current);
    }

    /** @param equivalent another version with the same content */
    public static void allow(String header, int current, int equivalent) {
        if (header == null || header.isBlank() || header.trim().equals("*")) {
            return;
        }
        var tags = Arrays.stream(header.split(",")).map(String::trim).toList();
        if (!tags.stream().allMatch(tag -> tag.matches("(?:W/)?\"[^\"]*\""))) {
            var violations = new Violations();
            violations.in("If-Match", "pattern", "must be an ETag in double quotes, like \"3\", or *");
            violations.throwIfAny();
        }
        var matches = tags.stream()
                .map(ENTITY_TAG::matcher)
                .filter(Matcher::matches)
                .map(tag -> Integer.parseInt(tag.group(1)))
                .anyMatch(version -> version == current || version == equivalent);
        if (!matches) {
            throw new ProblemException(
                            ProblemType.VERSION_CONFLICT,
                            "The current version is %d, but If-Match has %s.".formatted(current, header.trim()))
                    .with("currentVersion", current);
        }
    }
}
