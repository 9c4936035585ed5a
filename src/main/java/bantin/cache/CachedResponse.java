package bantin.cache;

import bantin.http.Gzip;
import bantin.http.ResponseFinisher;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A finished answer: nothing is left to be done for it but to write it.
 *
 * @param headers but for the ETag; as they are written
 * @param etag of the plain body; null where there is none
 * @param gzip the same body compressed; null where it is too short for that, or nobody has asked for it yet
 * @param since before what change its data was read, on the clock of {@link InvalidationClock}
 * @param dependsOn the names of all that it shows
 * @param validUntil when time alone makes it wrong; null where it does not
 */
record CachedResponse(
        int status,
        Map<CharSequence, CharSequence> headers,
        String etag,
        Buffer body,
        Buffer gzip,
        long since,
        String[] dependsOn,
        Instant validUntil) {

    private static final int OVERHEAD = 1024;

    static CachedResponse of(
            int status, Map<String, String> headers, byte[] body, long since, String[] dependsOn, Instant validUntil) {
        var written = new LinkedHashMap<CharSequence, CharSequence>();
        headers.forEach((name, value) -> {
            if (!name.equals("ETag")) {
                written.put(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
            }
        });
        return new CachedResponse(
                status, written, headers.get("ETag"), Buffer.buffer(body), null, since, dependsOn, validUntil);
    }

    /** Refusals are written as {@code ProblemWriter} writes them, which compresses none. */
    boolean isWorthCompressing() {
        return status == 200 && gzip == null && Gzip.isWorthIt(body.length());
    }

    CachedResponse compressed() {
        return new CachedResponse(
                status,
                headers,
                etag,
                body,
                Buffer.buffer(Gzip.compress(body.getBytes())),
                since,
                dependsOn,
                validUntil);
    }

    /** About how many bytes of memory it takes. */
    int size() {
        return body.length() + (gzip == null ? 0 : gzip.length()) + OVERHEAD;
    }

    /** @param acceptsGzip whether the caller does */
    void writeTo(RoutingContext context, boolean acceptsGzip) {
        var request = context.request();
        var response = context.response().setStatusCode(status);
        headers.forEach(response::putHeader);
        var isCompressed = acceptsGzip && gzip != null;
        if (etag != null) {
            response.putHeader("ETag", isCompressed ? Gzip.etag(etag) : etag);
            if (ResponseFinisher.isKnown(request.getHeader("If-None-Match"), etag)) {
                response.headers().remove("Content-Type");
                response.setStatusCode(304).end();
                return;
            }
        }
        if (isCompressed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        var chosen = isCompressed ? gzip : body;
        var isHead = request.method().equals(HttpMethod.HEAD);
        // as ProblemWriter writes it
        if (!isHead || status == 200) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(chosen.length()));
        }
        if (isHead) {
            response.end();
        } else {
            response.end(chosen);
        }
    }
}
