package bantin.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes problems outside of JAX-RS endpoints. */
public final class ProblemWriter {

    public static final String MEDIA_TYPE = Problem.MEDIA_TYPE;

    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);
    private static final List<String> ORDERED =
            List.of("Cache-Control", "Content-Type", "content-length", "connection");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINGER_MILLIS = 2000;

    /** The error code of RFC 9113, section 7, for a stream that ends without an error. */
    private static final int NO_ERROR = 0;

    private ProblemWriter() {}

    /** Rejects a request whose body was not read completely. The detail is the meaning of the type. */
    public static void endUnread(RoutingContext routing, ProblemType type) {
        endUnread(routing, new ProblemException(type, type.meaning));
    }

    /**
     * Rejects a request whose body was not read completely. The connection is closed, because the rest of the body
     * would be read as the next request. Over HTTP/2 only the stream is ended (RFC 9113, 8.1). The connection is read
     * from for a moment longer: a connection that is closed with unread bytes is reset, and the client might lose the
     * response.
     */
    public static void endUnread(RoutingContext routing, ProblemException refusal) {
        var request = routing.request();
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            end(routing, refusal).onComplete(any -> request.response().reset(NO_ERROR));
            return;
        }
        var connection = request.connection();
        request.response().putHeader("Connection", "close");
        request.handler(any -> {}).endHandler(any -> connection.close());
        end(routing, refusal).onComplete(any -> {
            routing.vertx().setTimer(LINGER_MILLIS, late -> connection.close());
            request.resume();
        });
    }

    /**
     * Answers a failure of a handler or a route on the event loop. A client that has disconnected gets nothing. A
     * response that has already begun is aborted.
     */
    public static void endFailed(RoutingContext routing) {
        var response = routing.response();
        var cause = routing.failure();
        if (response.closed() || response.ended()) {
            LOG.debugf(
                    "%s: the client closed the connection (%s)",
                    routing.request().path(), cause);
        } else if (response.headWritten()) {
            LOG.errorf(cause, "%s: the response was aborted", routing.request().path());
            routing.request().connection().close();
        } else if (cause != null && routing.statusCode() >= 500) {
            end(routing, cause);
        } else {
            endUnread(routing, ProblemType.ofStatus(routing.statusCode()));
        }
    }

    /** @param cause a {@link ProblemException}, or an unexpected error, which is logged */
    public static Future<Void> end(RoutingContext routing, Throwable cause) {
        var path = instance(routing);
        if (cause instanceof ProblemException refusal) {
            refusal.headers().forEach((name, value) -> routing.response().putHeader(name, value));
            return write(routing, Problem.of(refusal, path));
        }
        var type = InternalErrors.typeOf(cause);
        if (type == ProblemType.UNAVAILABLE) {
            routing.response().putHeader("Retry-After", "2");
        }
        return write(routing, InternalErrors.logged(cause, type, path));
    }

    private static Future<Void> write(RoutingContext routing, Problem problem) {
        var body = Buffer.buffer(json(problem));
        var response = routing.response()
                .setStatusCode(problem.status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", Problem.MEDIA_TYPE);
        // Responses to HEAD have no Content-Length, as those of endpoints.
        if (!routing.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        }
        return response.end(body);
    }

    /**
     * Writes the headers of all problems in the same order, so that clients cannot find out which component answered.
     */
    public static void orderHeaders(RoutingContext routing) {
        routing.addHeadersEndHandler(writing -> {
            var headers = routing.response().headers();
            if (Problem.MEDIA_TYPE.equals(headers.get(HttpHeaders.CONTENT_TYPE))) {
                for (var name : ORDERED) {
                    var value = headers.get(name);
                    if (value != null) {
                        headers.remove(name).add(name, value);
                    }
                }
            }
        });
    }

    /** The path as it was sent. The path that endpoints know is decoded and normalized. */
    static String instance(RoutingContext routing) {
        return routing.request().path();
    }

    /** The body of a problem for a status, if nothing is known of the request. */
    public static byte[] json(int status) {
        var type = ProblemType.ofStatus(status);
        return json(Problem.of(type, type.meaning, null).withStatus(status));
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The problem could not be serialized", e);
        }
    }
}
