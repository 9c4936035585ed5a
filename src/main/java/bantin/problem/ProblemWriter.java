package bantin.problem;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes a problem where no endpoint has been reached yet. */
public final class ProblemWriter {

    private ProblemWriter() {}

    public static void end(RoutingContext request, ProblemType type) {
        request.response()
                .setStatusCode(type.status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                // what has not been read of the request would be taken for the next one
                .putHeader("Connection", "close")
                .end(new JsonObject()
                        .put("type", type.uri())
                        .put("title", type.title)
                        .put("status", type.status)
                        .put("detail", type.meaning)
                        .put("instance", request.request().path())
                        .toBuffer());
    }
}
