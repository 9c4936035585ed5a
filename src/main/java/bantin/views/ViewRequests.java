package bantin.views;

import bantin.http.IdempotencyKey;
import bantin.http.Input;
import bantin.http.MaxBytes;
import bantin.http.StrictJson;
import bantin.problem.Faults;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Understands what a page, a beacon or a script sends to have a view counted. */
@ApplicationScoped
class ViewRequests {

    static final String VISITOR = "Visitor-Id";
    static final String VISITOR_PATTERN = "^[\\x21-\\x7e]{1,200}$";
    static final String VISITOR_MESSAGE = "must be 1 to 200 visible ASCII characters";

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    @MaxBytes(4096)
    @Schema(description = "Who read it; an empty body is as good")
    record Visit(
            @Size(max = 200) @Pattern(regexp = VISITOR_PATTERN, message = VISITOR_MESSAGE) @Schema(
                    description = "An opaque id of the visitor, such as a random number that the page has stored. "
                            + "Kept only as a keyed hash whose key changes daily",
                    examples = "f3a1c2")
            String visitor)
            implements Input {}

    /**
     * @param body JSON under any media type, since a beacon sends text; null or empty is no body
     * @param isCrawler what is known of its {@code User-Agent}
     * @param caller the name of its API key, or empty
     * @throws bantin.problem.Refusal something in it is not valid
     */
    View read(long articleId, MultiMap headers, byte[] body, boolean isCrawler, String caller) {
        return new View(
                articleId,
                1,
                clock.instant(),
                !isCrawler && !isFetchedAhead(headers),
                visitor(headers.get(VISITOR), body),
                retryKey(headers.get(IdempotencyKey.HEADER), caller));
    }

    private String visitor(String header, byte[] body) {
        if (header != null && !header.matches(VISITOR_PATTERN)) {
            var faults = new Faults();
            faults.in(VISITOR, "pattern", VISITOR_MESSAGE);
            faults.refuseIfAny();
        }
        if (body == null || body.length == 0) {
            return header;
        }
        var visit = json.read(body, Visit.class);
        return visit.visitor() != null ? visit.visitor() : header;
    }

    private static View.RetryKey retryKey(String header, String caller) {
        return header == null ? null : new View.RetryKey(caller, IdempotencyKey.checked(header));
    }

    /** Browsers say so when they fetch or draw a page that its reader may never look at. */
    private static boolean isFetchedAhead(MultiMap headers) {
        return says(headers.get("Sec-Purpose"), "prefetch", "prerender")
                || says(headers.get("Purpose"), "prefetch", "prerender", "preview")
                || says(headers.get("X-Moz"), "prefetch");
    }

    private static boolean says(String header, String... purposes) {
        if (header != null) {
            for (var purpose : purposes) {
                if (header.toLowerCase(Locale.ROOT).contains(purpose)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the client wants no more than to know that it worked (RFC 7240). */
    static boolean wantsMinimal(MultiMap headers) {
        var prefer = headers.get("Prefer");
        return prefer != null
                && prefer.toLowerCase(Locale.ROOT).replace(" ", "").contains("return=minimal");
    }
}
