package bantin.views;

import bantin.idempotency.IdempotencyKey;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads requests that record a view, from pages, beacons and scripts. */
@ApplicationScoped
class ViewRequests {

    static final String VISITOR = "Visitor-Id";
    private static final int MAX_VISITOR = 200;

    @Inject
    Clock clock;

    /** For the OpenAPI document only: {@link VisitorBody} reads the body. */
    @Schema(
            description = "The visitor who viewed the article. The body is optional, and unknown content is ignored.",
            additionalProperties = Schema.True.class)
    record Visit(
            @Schema(
                    description = "An opaque id of the visitor, such as a random number that the page has "
                            + "stored. The server stores only a keyed hash, whose key changes daily.",
                    examples = "f3a1c2")
            String visitor) {}

    /**
     * @param body JSON or a form with any media type, because beacons send text; null or empty if there is no body
     * @param isCrawler whether the {@code User-Agent} is that of a crawler
     * @param caller the name of the API key, or empty
     * @throws bantin.problem.ProblemException if the {@code Idempotency-Key} is invalid
     */
    View read(long articleId, MultiMap headers, byte[] body, boolean isCrawler, String caller) {
        return new View(
                articleId,
                1,
                clock.instant(),
                !isCrawler && !isPrefetch(headers),
                VisitorBody.visitorIn(body).orElse(cut(headers.get(VISITOR))),
                retryKey(headers.get(IdempotencyKey.HEADER), caller));
    }

    /** Longer ids are cut. */
    static String cut(String visitor) {
        if (visitor == null || visitor.isBlank()) {
            return null;
        }
        return visitor.length() <= MAX_VISITOR ? visitor : visitor.substring(0, MAX_VISITOR);
    }

    private static View.RetryKey retryKey(String header, String caller) {
        return header == null ? null : new View.RetryKey(caller, IdempotencyKey.checked(header));
    }

    /** Browsers mark requests for pages that they prefetch or prerender. */
    private static boolean isPrefetch(MultiMap headers) {
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

    /** Whether the client prefers a response without content (RFC 7240). */
    static boolean wantsMinimal(MultiMap headers) {
        var prefer = headers.get("Prefer");
        return prefer != null
                && prefer.toLowerCase(Locale.ROOT).replace(" ", "").contains("return=minimal");
    }
}
