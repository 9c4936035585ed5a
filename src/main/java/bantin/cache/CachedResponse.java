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
 * A finished response, ready to be written.
 *
 * @param headers in the order in which they are written, without the ETag
 * @param etag of the uncompressed body; null if there is none
 * @param gzip the compressed body; null if the body is too short for that, or if no one has asked for it yet
 * @param since the time on the {@link InvalidationClock} before the data was read
 * @param dependsOn the tags of everything that the response shows
 * @param validUntil the time at which the response expires; null if it does not
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

    /** Problems are not compressed, as in {@code ProblemWriter}. */
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

    /** The approximate memory in bytes. */
    int size() {
        return body.length() + (gzip == null ? 0 : gzip.length()) + OVERHEAD;
    }

    /** @param acceptsGzip whether the client accepts a compressed body */
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
        // the same headers as ProblemWriter
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
