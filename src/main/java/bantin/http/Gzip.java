package bantin.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Answers as those get them who accept them compressed. */
public final class Gzip {

    /** Shorter ones fit into one packet anyway. */
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

    /** A strong ETag names bytes, and these are others (RFC 9110, 8.8.3). */
    public static String etag(String etag) {
        return etag.substring(0, etag.length() - 1) + "-gzip\"";
    }

    /** RFC 9110, 12.5.3, as far as clients use it: {@code q=0} means "not this"; what is no coding is ignored. */
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
