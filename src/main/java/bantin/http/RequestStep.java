package bantin.http;

import io.vertx.ext.web.RoutingContext;

/** A step of {@link RequestPipeline}, on the event loop. */
interface RequestStep {

    /** @return true if the request continues, false if it was answered */
    boolean proceeds(RoutingContext routing);
}
