package bantin.views;

import bantin.idempotency.IdempotencyKey;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Understands what a page, a beacon or a script sends to have a view counted. */
@ApplicationScoped
class ViewRequests {

    static final String VISITOR = "Visitor-Id";
    private static final int MAX_VISITOR = 200;

    @Inject
    Clock clock;

    /** For the contract alone: {@link VisitorBody} reads it. */
    @Schema(
            description = "The visitor who viewed the article. The body is optional, and unknown content is ignored",
            additionalProperties = Schema.True.class)
    record Visit(
            @Schema(
                    description = "An opaque id of the visitor, such as a random number that the page has "
                            + "stored. The server stores only a keyed hash, whose key changes daily",
                    examples = "f3a1c2")
            String visitor) {}

    /**
     * @param body JSON or a form under any media type, since a beacon sends text; null or empty is no body
     * @param isCrawler what is known of its {@code User-Agent}
     * @param caller the name of its API key, or empty
     * @throws bantin.problem.ProblemException its {@code Idempotency-Key} is not valid
     */
    View read(long articleId, MultiMap headers, byte[] body, boolean isCrawler, String caller) {
        return new View(
                articleId,
                1,
                clock.instant(),
                !isCrawler && !isFetchedAhead(headers),
                VisitorBody.visitorIn(body).orElse(cut(headers.get(VISITOR))),
                retryKey(headers.get(IdempotencyKey.HEADER), caller));
    }

    /** Only a hash of it is kept; nobody's id is longer. */
    static String cut(String visitor) {
        if (visitor == null || visitor.isBlank()) {
            return null;
        }
        return visitor.length() <= MAX_VISITOR ? visitor : visitor.substring(0, MAX_VISITOR);
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
