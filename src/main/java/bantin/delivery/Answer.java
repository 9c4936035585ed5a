package bantin.delivery;

import bantin.http.Representations;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A finished answer: nothing is left to be done for it but to write it.
 *
 * @param gzip the same body compressed; null where that would not make it smaller
 * @param compressedEtag a strong ETag names bytes, and these are others (RFC 9110, 8.8.3); null where there is none
 * @param since before what change its data was read, on the clock of {@link Generations}
 * @param dependsOn the names of all that it shows
 * @param goodUntil when time alone makes it wrong; null where it does not
 */
record Answer(
        int status,
        Map<String, String> headers,
        Buffer body,
        Buffer gzip,
        String compressedEtag,
        long since,
        String[] dependsOn,
        Instant goodUntil) {

    /** Shorter bodies fit into one packet anyway. */
    private static final int WORTH_COMPRESSING = 1024;

    private static final int OVERHEAD = 1024;

    static Answer of(
            int status, Map<String, String> headers, byte[] body, long since, String[] dependsOn, Instant goodUntil) {
        var etag = headers.get("ETag");
        return new Answer(
                status,
                headers,
                Buffer.buffer(body),
                compressed(body),
                etag == null ? null : etag.replaceFirst("\"$", "-gzip\""),
                since,
                dependsOn,
                goodUntil);
    }

    private static Buffer compressed(byte[] body) {
        if (body.length < WORTH_COMPRESSING) {
            return null;
        }
        var bytes = new ByteArrayOutputStream(body.length / 3);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be compressed", e);
        }
        return bytes.size() < body.length ? Buffer.buffer(bytes.toByteArray()) : null;
    }

    /** About how many bytes of memory it takes. */
    int size() {
        return body.length() + (gzip == null ? 0 : gzip.length()) + OVERHEAD;
    }

    void writeTo(RoutingContext context) {
        var request = context.request();
        var response = context.response().setStatusCode(status);
        headers.forEach(response::putHeader);
        var isCompressed = gzip != null && acceptsGzip(request.getHeader("Accept-Encoding"));
        var etag = headers.get("ETag");
        if (etag != null) {
            response.putHeader("ETag", isCompressed ? compressedEtag : etag);
            var known = request.getHeader("If-None-Match");
            if (Representations.matches(known, etag) || Representations.matches(known, compressedEtag)) {
                response.headers().remove("Content-Type");
                response.setStatusCode(304).end();
                return;
            }
        }
        if (isCompressed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        var chosen = isCompressed ? gzip : body;
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(chosen.length()))
                    .end();
        } else {
            response.end(chosen);
        }
    }

    /** RFC 9110, 12.5.3, as far as clients use it: a list, in which {@code q=0} means "not this". */
    static boolean acceptsGzip(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (var coding : acceptEncoding.split(",")) {
            var parts = coding.split(";");
            if (parts[0].strip().equalsIgnoreCase("gzip")) {
                return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
