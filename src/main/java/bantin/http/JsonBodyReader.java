package bantin.http;

import bantin.problem.Refusal;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Hands every JSON body to {@link StrictJson}, and refuses every other kind: it reads all media types, because a body
 * that may be absent comes without one.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBodyReader implements MessageBodyReader<Object> {

    @Inject
    StrictJson json;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == MergePatch.class || Input.class.isAssignableFrom(type);
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
        if (target == MergePatch.class) {
            refuseOther(MergePatch.MEDIA_TYPE, headers);
            return json.readPatch(body);
        }
        if (OptionalInput.class.isAssignableFrom(target)) {
            var pushback = new PushbackInputStream(body);
            var first = pushback.read();
            if (first < 0) {
                return json.read(new ByteArrayInputStream(new byte[] {'{', '}'}), target.asSubclass(Input.class));
            }
            pushback.unread(first);
            body = pushback;
        }
        refuseOther(MediaType.APPLICATION_JSON, headers);
        return json.read(body, target.asSubclass(Input.class));
    }

    private static void refuseOther(String expected, MultivaluedMap<String, String> headers) {
        var header = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        var given = header == null ? MediaType.WILDCARD_TYPE : MediaType.valueOf(header);
        var encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (!expected.equalsIgnoreCase(given.getType() + "/" + given.getSubtype())
                || !given.getParameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")
                || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.ofMediaType(expected.equals(MergePatch.MEDIA_TYPE) ? "PATCH" : "This");
        }
    }
}
