package bantin.bench;

import io.agroal.api.AgroalDataSource;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * What the view counter is measured against: the same server, counting as one would at first, with one transaction of one
 * {@code UPDATE … RETURNING} for each request. Only in the build of {@code bench/run}.
 */
@ApplicationScoped
class OneUpdatePerRequest {

    private static final int EARLY = -900;

    @Inject
    Vertx vertx;

    @Inject
    AgroalDataSource database;

    void open(@Observes Router router) {
        router.route("/bench/update/:id").order(EARLY).method(HttpMethod.POST).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var id = Long.parseLong(context.pathParam("id"));
        vertx.executeBlocking(() -> count(id), false)
                .onSuccess(views -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"articleId\":" + id + ",\"views\":" + views + ",\"counted\":true}"))
                .onFailure(context::fail);
    }

    private long count(long id) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update view_count set total = total + 1 where article_id = ? returning total")) {
            update.setLong(1, id);
            try (var rows = update.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
