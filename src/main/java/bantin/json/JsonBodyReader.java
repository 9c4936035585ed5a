package bantin.json;

import bantin.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads JSON bodies with {@link StrictJson} and rejects all others. It accepts every media type, because a body that is
 * absent has none.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBodyReader implements MessageBodyReader<Object> {

    /** Bodies that take little memory even if many are read at once. */
    private static final int SMALL = 4096;

    private static final byte[] ABSENT = {'n', 'u', 'l', 'l'};

    @Inject
    StrictJson json;

    @Inject
    JsonMemory memory;

    @Inject
    CurrentVertxRequest routing;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == MergePatch.class || type == Replacement.class || JsonPayload.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Class<?> target = type;
        waitForRoom(size(headers));
        var bytes = body.readNBytes(StrictJson.MAX_BYTES + 1);
        if (target == MergePatch.class) {
            refuseOther(MergePatch.MEDIA_TYPE, headers);
            return json.readPatch(bytes);
        }
        if (bytes.length == 0 && OptionalJsonPayload.class.isAssignableFrom(target)) {
            return json.read(ABSENT, target.asSubclass(JsonPayload.class));
        }
        refuseOther(MediaType.APPLICATION_JSON, headers);
        if (target == Replacement.class) {
            return json.readReplacement(bytes);
        }
        return json.read(bytes, target.asSubclass(JsonPayload.class));
    }

    /** The length of the body, which is known before it is read. */
    private int size(MultivaluedMap<String, String> headers) {
        var read = routing.getCurrent().body().buffer();
        if (read != null) {
            return read.length();
        }
        var length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? StrictJson.MAX_BYTES : Integer.parseInt(length);
    }

    /** The memory is released when the response has been sent. */
    private void waitForRoom(int size) {
        if (size > SMALL) {
            var giveBack = memory.take(size);
            routing.getCurrent().addEndHandler(any -> giveBack.run());
        }
    }

    private static void refuseOther(String expected, MultivaluedMap<String, String> headers) {
        var header = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        var given = header == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(header);
        var encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (!expected.equalsIgnoreCase(given.getType() + "/" + given.getSubtype())
                || !given.getParameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")
                || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw ProblemException.ofMediaType(expected.equals(MergePatch.MEDIA_TYPE) ? "PATCH" : "This endpoint");
        }
    }
}
