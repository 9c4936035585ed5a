package bantin.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rejects a request. {@link ProblemMappers} turns it into a response with {@code application/problem+json}. */
public class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private List<Violation> errors;

    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** A 415 that names the accepted media types; for {@code PATCH} also in {@code Accept-Patch} (RFC 5789, 2.2). */
    public static ProblemException ofMediaType(String method) {
        var isPatch = method.equals("PATCH");
        var taken = isPatch ? "application/merge-patch+json" : "application/json";
        var refusal = new ProblemException(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s accepts `%s` in UTF-8, without a Content-Encoding.".formatted(method, taken));
        return refusal.withHeader(isPatch ? "Accept-Patch" : "Accept", taken);
    }

    /** Adds an extension member to the problem, such as {@code currentVersion}. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ProblemException withErrors(List<Violation> errors) {
        this.errors = errors;
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
