package bantin.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Writes a problem where no endpoint has been reached, or where there is none of JAX-RS. */
public final class ProblemWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemWriter() {}

    /** Refuses what has not been read to its end, and closes the connection: the rest would be taken for the next request. */
    public static void endUnread(RoutingContext request, ProblemType type) {
        request.response().putHeader("Connection", "close");
        write(request, Problem.of(type, type.meaning, request.request().path()));
    }

    /** @param cause a {@link Refusal}, or something that went wrong, which is logged */
    public static void end(RoutingContext request, Throwable cause) {
        var path = request.request().path();
        if (cause instanceof Refusal refusal) {
            refusal.headers().forEach((name, value) -> request.response().putHeader(name, value));
            write(request, Problem.of(refusal, path));
        } else {
            write(request, Failures.logged(cause, Failures.typeOf(cause), path));
        }
    }

    private static void write(RoutingContext request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(json(problem));
    }

    private static Buffer json(Problem problem) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem could not be written", e);
        }
    }
}
