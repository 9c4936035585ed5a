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

/** Writes a problem where no endpoint has been reached, or where there is none of JAX-RS. */
public final class ProblemWriter {

    public static final String MEDIA_TYPE = Problem.MEDIA_TYPE;

    private static final Logger LOG = Logger.getLogger(ProblemWriter.class);
    private static final List<String> ORDERED =
            List.of("Cache-Control", "Content-Type", "content-length", "connection");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINGER_MILLIS = 2000;

    /** RFC 9113, 7: the stream is ended, and nothing went wrong. */
    private static final int NO_ERROR = 0;

    private ProblemWriter() {}

    /** Refuses a request whose body has not been read to its end, with the meaning of the type as its detail. */
    public static void endUnread(RoutingContext routing, ProblemType type) {
        endUnread(routing, new ProblemException(type, type.meaning));
    }

    /**
     * Refuses a request whose body has not been read to its end: the rest would be taken for the next request. Over HTTP/2
     * only the stream is ended (RFC 9113, 8.1); before, the connection. It is read from for a moment longer, because a
     * connection that is closed over unread bytes is reset, and the client might lose the answer.
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
     * What went wrong in a handler or a route on the event loop. A client that is gone gets nothing, and an answer that
     * has begun is broken off.
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

    /** @param cause a {@link ProblemException}, or something that went wrong, which is logged */
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
        // a HEAD has none, as where an endpoint writes the problem
        if (!routing.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        }
        return response.end(body);
    }

    /**
     * Writes the headers of the problems that endpoints answer in the order in which they stand here, so that nobody can tell by it which way
     * a request went.
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

    /** The path as it was sent, whoever writes the problem: what the endpoints know of it is decoded and shortened. */
    static String instance(RoutingContext routing) {
        return routing.request().path();
    }

    /** The body of a problem that is all about its status, where nothing is known of the request. */
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
