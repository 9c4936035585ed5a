package bantin.http;

import bantin.json.StrictJson;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Reads the body of every request on the event loop, before a route or endpoint gets the request. A client that sends
 * slowly or stops sending occupies a socket and the memory of its bytes, but no worker thread. Endpoints find the whole
 * body in {@link RoutingContext#body()}, which is empty if there is none.
 *
 * <p>Rejects a body of more than {@link StrictJson#MAX_BYTES} (413), one that is not complete within {@code
 * bantin.http.body-timeout} (408), an expectation other than {@code 100-continue} (417), and, when bodies take too much
 * memory, the oldest incomplete upload (503). A client that closes the connection leaves a line in the debug log.
 */
@Singleton
class RequestBodyHandler implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(RequestBodyHandler.class);

    /** A body up to this length is never rejected for lack of memory, so that beacons are not lost. */
    private static final int SMALL = 4096;

    private static final Buffer EMPTY = Buffer.buffer(0);

    /** The key of the complete {@link Upload} in the context of a request. */
    private static final Object COMPLETE = new Object();

    @Inject
    HttpConfig config;

    @Inject
    Vertx vertx;

    private Router router;
    private RequestBodyMemory memory;
    private Duration timeout;

    /** @param router handles an HTTP/2 request from the start again when it is complete: see {@link BufferedRequest} */
    RequestBodyHandler of(Router router) {
        this.router = router;
        return this;
    }

    @PostConstruct
    void configure() {
        memory = new RequestBodyMemory(config.maxBodyMemory()
                .map(size -> size.asLongValue())
                .orElse(Runtime.getRuntime().maxMemory() / 16));
        timeout = config.bodyTimeout();
    }

    /** {@code GET} and {@code HEAD} need no body. It is not read, and skipped after the response. */
    @Override
    public void handle(RoutingContext routing) {
        var request = routing.request();
        var method = request.method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            routing.next();
            return;
        }
        var context = vertx.getOrCreateContext();
        if (context.getLocal(COMPLETE) instanceof Upload upload) {
            upload.pass(routing);
            return;
        }
        var length = contentLength(request);
        if (length == 0 || length < 0 && !mayHaveBodyOfUnknownLength(request)) {
            pass(routing, EMPTY);
        } else if (length > StrictJson.MAX_BYTES) {
            ProblemWriter.endUnread(routing, ProblemType.REQUEST_TOO_LARGE);
        } else if (!isExpectationKnown(request)) {
            ProblemWriter.endUnread(routing, ProblemType.EXPECTATION_FAILED);
        } else {
            new Upload(routing, context).begin();
        }
    }

    private static void pass(RoutingContext routing, Buffer body) {
        ((RoutingContextInternal) routing).setBody(body);
        routing.next();
    }

    /** -1 if the request does not declare the length of its body. */
    private static long contentLength(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (header == null) {
            return -1;
        }
        try {
            return Math.max(-1, Long.parseLong(header));
        } catch (NumberFormatException e) {
            // Netty has refused all that is no number; what is left has more digits than a long
            return Long.MAX_VALUE;
        }
    }

    private static boolean mayHaveBodyOfUnknownLength(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isExpectationKnown(HttpServerRequest request) {
        var expectation = request.getHeader(HttpHeaders.EXPECT);
        return expectation == null || expectation.equalsIgnoreCase("100-continue");
    }

    /** A body that is being received. All methods but {@link #evict} run on the event loop of its connection. */
    private final class Upload implements RequestBodyMemory.Holder {

        private final RoutingContext routing;
        private final HttpServerRequest request;
        private final Context loop;
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean ended;

        Upload(RoutingContext routing, Context loop) {
            this.routing = routing;
            this.request = routing.request();
            this.loop = loop;
        }

        void begin() {
            timer = vertx.setTimer(timeout.toMillis(), any -> expire());
            request.exceptionHandler(this::abort);
            request.handler(this::append).endHandler(any -> complete());
            if (request.getHeader(HttpHeaders.EXPECT) != null && request.version() != HttpVersion.HTTP_1_0) {
                request.response().writeContinue();
            }
            request.resume();
        }

        private void append(Buffer part) {
            if (ended) {
                return;
            }
            var size = body.length() + part.length();
            if (size > StrictJson.MAX_BYTES) {
                refuse(new ProblemException(ProblemType.REQUEST_TOO_LARGE, ProblemType.REQUEST_TOO_LARGE.meaning));
            } else if (size > SMALL && !memory.take(this, size)) {
                refuse(tooMuch());
            } else {
                body.appendBuffer(part);
            }
        }

        private void complete() {
            if (!end()) {
                return;
            }
            if (request.version() == HttpVersion.HTTP_2) {
                loop.putLocal(COMPLETE, this);
                router.handle(new BufferedRequest(request));
            } else {
                pass(routing);
            }
        }

        void pass(RoutingContext to) {
            if (memory.complete(this)) {
                to.addEndHandler(any -> memory.release(this));
            }
            RequestBodyHandler.pass(to, body);
        }

        private void expire() {
            LOG.debugf(
                    "%s %s: the body timed out, %d bytes arrived within %s",
                    request.method(), request.path(), body.length(), timeout);
            refuse(new ProblemException(ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TIMEOUT.meaning));
        }

        private void abort(Throwable cause) {
            if (end()) {
                memory.release(this);
                LOG.debugf(
                        "%s %s: the connection was closed after %d bytes of the body (%s)",
                        request.method(), request.path(), body.length(), cause.getMessage());
            }
        }

        @Override
        public void evict() {
            loop.runOnContext(any -> refuse(tooMuch()));
        }

        private ProblemException tooMuch() {
            return new ProblemException(ProblemType.BUSY, "Too many large requests are being received at the moment.")
                    .withHeader("Retry-After", "1");
        }

        private void refuse(ProblemException refusal) {
            if (end()) {
                memory.release(this);
                ProblemWriter.endUnread(routing, refusal);
            }
        }

        /** False if it has already ended. */
        private boolean end() {
            if (ended) {
                return false;
            }
            ended = true;
            vertx.cancelTimer(timer);
            return true;
        }
    }
}
