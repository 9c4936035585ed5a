package bantin;

import bantin.site.SiteConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * If {@code bantin.training-run} is set, sends typical requests after the start and then stops. Java then writes an
 * archive of the loaded classes, which makes later starts faster. {@code run} does this once after a build.
 */
@ApplicationScoped
class TrainingRun {

    private static final int TIMES = 100;
    private static final List<String> READS = List.of(
            "/q/health/ready",
            "/api/v1/articles",
            "/api/v1/articles?section=tin-tuc-thanh-pho&include=body,views",
            "/api/v1/articles/1?body=html",
            "/api/v1/articles/1",
            "/api/v1/articles/by-slug/khong-co",
            "/api/v1/changes?limit=5");

    @Inject
    SiteConfig site;

    void run(@ObservesAsync HttpServerStart started) throws IOException, InterruptedException {
        if (!site.trainingRun()) {
            return;
        }
        try {
            run();
        } finally {
            Quarkus.asyncExit();
        }
    }

    private static void run() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        // The actual port, if the configured one is 0.
        var port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        var server = "http://127.0.0.1:" + port;
        for (int i = 0; i < TIMES; i++) {
            for (var path : READS) {
                send(client, HttpRequest.newBuilder(URI.create(server + path)));
            }
            send(
                    client,
                    HttpRequest.newBuilder(URI.create(server + "/api/v1/articles/1/views"))
                            .POST(HttpRequest.BodyPublishers.noBody()));
        }
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
