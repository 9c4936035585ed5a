import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The least that a server on Vert.x can do: the same bytes for every request, whatever it asks for. As many event loops as
 * Bản Tin has. Arguments: port, status, file with the headers, file with the body.
 */
public final class ConstantAnswer extends AbstractVerticle {

    private final int port;
    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final Buffer body;

    private ConstantAnswer(int port, int status, List<Map.Entry<String, String>> headers, Buffer body) {
        this.port = port;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public static void main(String[] args) throws Exception {
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (var line : Files.readAllLines(Path.of(args[2]))) {
            var parts = line.split(": ", 2);
            headers.add(Map.entry(parts[0], parts[1]));
        }
        var body = Buffer.buffer(Files.readAllBytes(Path.of(args[3])));
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        Vertx.vertx()
                .deployVerticle(
                        () -> new ConstantAnswer(
                                Integer.parseInt(args[0]), Integer.parseInt(args[1]), List.copyOf(headers), body),
                        new DeploymentOptions().setInstances(loops))
                .onFailure(Throwable::printStackTrace);
    }

    @Override
    public void start() {
        vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("127.0.0.1"))
                .requestHandler(request -> {
                    var response = request.response().setStatusCode(status);
                    for (var header : headers) {
                        response.putHeader(header.getKey(), header.getValue());
                    }
                    if (status == 304) {
                        response.end();
                    } else {
                        response.end(body);
                    }
                })
                .listen();
    }
}
