package bantin.http;

import io.vertx.ext.web.RoutingContext;

/** One concern of {@link RequestPipeline}, on the event loop. */
interface RequestStep {

    /** @return whether the request goes on; false where it has been answered */
    boolean proceeds(RoutingContext routing);
}
