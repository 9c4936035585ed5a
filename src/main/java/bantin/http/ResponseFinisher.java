package bantin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The last step of every successful JSON response. It keeps only the properties in {@code fields} and adds headers for
 * caches and conditional requests (RFC 9110, 9111): a strong {@code ETag} of the bytes, which begins with the version
 * if there is one; {@code Last-Modified}; {@code Cache-Control}; {@code Cache-Tag}. Answers 304 if the client has the
 * current response. A response that nobody may store ({@link QueryParameters#forbidStoring}) has {@code no-store} only.
 */
public class ResponseFinisher {

    /** The property of a request whose response nobody may store. */
    static final String NOT_TO_STORE = ResponseFinisher.class.getName() + ".NOT_TO_STORE";

    /** The date format of RFC 9110, 5.6.7. The RFC 1123 format of Java has days with one digit. */
    static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    /**
     * Responses that are cached although they are errors or redirects, because they are requested as often as others.
     */
    private static final Set<Integer> REFUSALS_TO_KEEP = Set.of(308, 404, 410);

    @Inject
    ObjectMapper mapper;

    @Inject
    CurrentVertxRequest routing;

    /** Looked up with the first response, because filters are created before the configuration. */
    @Inject
    Instance<HttpConfig> config;

    @ServerResponseFilter
    void finish(ContainerRequestContext request, ContainerResponseContext response) {
        var entity = response.getEntity();
        var isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (REFUSALS_TO_KEEP.contains(response.getStatus())) {
            keep(response, entity == null ? new byte[0] : bytes(entity, null), true);
        }
        if (response.getStatus() >= 300
                || entity == null
                || entity instanceof byte[]
                || entity instanceof String
                || !MediaType.APPLICATION_JSON_TYPE.isCompatible(response.getMediaType())) {
            return;
        }
        if (!(entity instanceof Representation || isRead)) {
            setBody(response, bytes(entity, null));
            return;
        }
        var representation = entity instanceof Representation known ? known : new Representation() {};
        var bytes = bytes(entity, (FieldSelection) request.getProperty(FieldSelection.PROPERTY));
        var headers = response.getHeaders();
        if (request.getProperty(NOT_TO_STORE) != null) {
            headers.putSingle("Cache-Control", "no-store");
            setBody(response, bytes);
            return;
        }
        var etag = etag(bytes, representation);
        headers.putSingle("ETag", etag);
        if (representation.lastModified() != null) {
            headers.putSingle(
                    "Last-Modified",
                    HTTP_DATE.format(representation.lastModified().atOffset(ZoneOffset.UTC)));
        }
        if (!isRead) {
            headers.putSingle("Cache-Control", "no-store");
        } else {
            forCaches(request, response, representation);
            keep(response, bytes, representation.exact());
            var compressed =
                    Gzip.isWorthIt(bytes.length) && Gzip.isAccepted(request.getHeaderString("Accept-Encoding"));
            if (compressed) {
                headers.putSingle("ETag", Gzip.etag(etag));
            }
            if (isKnown(request.getHeaderString("If-None-Match"), etag)) {
                response.setStatus(304);
                response.setEntity(null);
                return;
            }
            if (compressed) {
                headers.putSingle("Content-Encoding", "gzip");
                bytes = Gzip.compress(bytes);
            }
        }
        setBody(response, bytes);
    }

    /** Sets the media type without a charset, which JSON does not have (RFC 8259, 11), as in stored responses. */
    private static void setBody(ContainerResponseContext response, byte[] bytes) {
        response.setEntity(bytes, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }

    private void keep(ContainerResponseContext response, byte[] body, boolean exact) {
        if (routing.getCurrent() != null
                && routing.getCurrent().get(ResponseRecorder.KEY) instanceof ResponseRecorder keeper) {
            var headers = new TreeMap<String, String>();
            response.getHeaders().forEach((name, values) -> headers.put(name, String.valueOf(values.get(0))));
            if (response.getStatus() == 200) {
                headers.put("Content-Type", MediaType.APPLICATION_JSON);
            }
            keeper.keep(response.getStatus(), headers, body, exact);
        }
    }

    private void forCaches(
            ContainerRequestContext request, ContainerResponseContext response, Representation representation) {
        var headers = response.getHeaders();
        var anonymous = request.getHeaderString("Authorization") == null;
        if (!headers.containsKey("Cache-Control")) {
            headers.putSingle("Cache-Control", anonymous ? config.get().cacheControl() : "private, no-store");
        }
        headers.putSingle(
                "Vary",
                "Accept-Encoding, Authorization"
                        + (config.get().corsReadOrigins().contains("*") ? "" : ", Origin"));
        var collection = representation.collection() ? Stream.of(lastSegment(request)) : Stream.<String>empty();
        var tags =
                Stream.concat(collection, representation.cacheTags()).distinct().collect(Collectors.joining(" "));
        if (anonymous && !tags.isEmpty()) {
            headers.putSingle("Cache-Tag", tags);
        }
    }

    private static String lastSegment(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath().replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private byte[] bytes(Object entity, FieldSelection fields) {
        try {
            return mapper.writeValueAsBytes(
                    fields == null ? entity : fields.apply(mapper.<JsonNode>valueToTree(entity)));
        } catch (IOException e) {
            throw new UncheckedIOException("The response could not be written", e);
        }
    }

    private static String etag(byte[] bytes, Representation representation) {
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256(bytes), 12));
        var version = representation.version() == null ? "" : representation.version() + ".";
        return (representation.exact() ? "\"" : "W/\"") + version + hash + "\"";
    }

    /** Whether the client has the current response, compressed or not. */
    public static boolean isKnown(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals(etag) || matches(ifNoneMatch, etag) || matches(ifNoneMatch, Gzip.etag(etag)));
    }

    /** Weak comparison, which RFC 9110 requires for {@code If-None-Match}. */
    private static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch.trim().equals("*")
                || Arrays.stream(ifNoneMatch.split(","))
                        .map(tag -> opaque(tag.trim()))
                        .anyMatch(opaque(etag)::equals);
    }

    /** The tag without the mark of a weak one. */
    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
