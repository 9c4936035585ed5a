package bantin.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** The compression of responses for clients that accept it. */
public final class Gzip {

    /** Shorter responses fit into one packet anyway. */
    private static final int WORTH_IT = 1024;

    private Gzip() {}

    public static boolean isWorthIt(int length) {
        return length >= WORTH_IT;
    }

    public static byte[] compress(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 3);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be compressed", e);
        }
        return bytes.toByteArray();
    }

    /** A strong ETag identifies bytes, and compressed ones differ (RFC 9110, 8.8.3). */
    public static String etag(String etag) {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
    }

    /**
     * The part of RFC 9110, 12.5.3 that clients use: {@code q=0} excludes a coding, and unknown codings are ignored.
     */
    public static boolean isAccepted(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (var coding : acceptEncoding.split(",")) {
            var end = coding.indexOf(';');
            var name = (end < 0 ? coding : coding.substring(0, end)).strip();
            if (name.equalsIgnoreCase("gzip")) {
                return end < 0 || !coding.substring(end + 1).replace(" ", "").matches("(?i)q=0(\\.0*)?");
            }
        }
        return false;
    }
}
