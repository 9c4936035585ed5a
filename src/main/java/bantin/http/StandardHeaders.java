package bantin.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * The headers of every response: {@code Date} (RFC 9110, 6.6.1) and {@code X-Content-Type-Options}, without which a
 * browser might run JSON as a script or show it as a page. Swagger UI, the only page for browsers, may load only its
 * own files.
 */
@ApplicationScoped
class StandardHeaders implements RequestStep {

    private static final CharSequence DATE = HttpHeaders.createOptimized("Date");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");

    private static final String SWAGGER_UI = "/q/swagger-ui";
    private static final String SWAGGER_UI_POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    /** The date of the current second. */
    private volatile CharSequence date;

    @PostConstruct
    void start() {
        vertx.setPeriodic(1000, again -> date = httpDate());
        date = httpDate();
    }

    private CharSequence httpDate() {
        return HttpHeaders.createOptimized(
                ResponseFinisher.HTTP_DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public boolean proceeds(RoutingContext routing) {
        var headers = routing.response().headers();
        headers.set(DATE, date).set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        var path = routing.request().path();
        if (path != null && path.startsWith(SWAGGER_UI)) {
            headers.set("Content-Security-Policy", SWAGGER_UI_POLICY);
        }
        return true;
    }
}
