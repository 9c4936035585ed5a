import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The newest Directus that runs on the installed Node, on a database of its own in the same PostgreSQL. Articles have texts,
 * three tags and an author, each of these in a table that joins them, as its own templates have it.
 */
final class Directus {

    static final String TOKEN = "token-of-the-benchmark-0123456789";

    final Process process;
    final String version;
    private final int port;

    private Directus(Process process, String version, int port) {
        this.process = process;
        this.version = version;
        this.port = port;
    }

    static Directus start(Server database) throws Exception {
        var directory = Files.createDirectories(Tools.WORK.resolve("directus"));
        Tools.say("installing Directus");
        npm(directory, List.of("npm", "install", "--no-audit", "--no-fund", "directus"), Map.of());
        var packaged = Files.readString(directory.resolve("node_modules/directus/package.json"));
        var version = Tools.find(packaged, "\"version\": \"([^\"]+)\"").group(1);
        database.sql("create database directus");
        int port = Tools.freePort();
        var environment = Map.ofEntries(
                Map.entry("DB_CLIENT", "pg"), Map.entry("DB_HOST", "127.0.0.1"),
                Map.entry("DB_PORT", String.valueOf(database.databasePort())), Map.entry("DB_DATABASE", "directus"),
                Map.entry("DB_USER", "postgres"), Map.entry("DB_PASSWORD", database.password()),
                Map.entry("SECRET", "secret-of-the-benchmark"), Map.entry("ADMIN_EMAIL", "a@example.com"),
                Map.entry("ADMIN_PASSWORD", "password-of-the-benchmark"), Map.entry("ADMIN_TOKEN", TOKEN),
                Map.entry("HOST", "127.0.0.1"), Map.entry("PORT", String.valueOf(port)), Map.entry("TELEMETRY", "false"),
                Map.entry("LOG_LEVEL", "error"), Map.entry("NODE_ENV", "production"),
                Map.entry("PRESSURE_LIMITER_ENABLED", "false"));
        npm(directory, List.of("node", "node_modules/directus/cli.js", "bootstrap"), environment);
        var builder = new ProcessBuilder("node", "node_modules/directus/cli.js", "start").directory(directory.toFile());
        builder.environment().putAll(environment);
        var directus = new Directus(Tools.start(builder, "directus.log"), version, port);
        directus.waitUntilReady();
        directus.createCollections();
        return directus;
    }

    private static void npm(Path directory, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        Tools.run(builder);
    }

    private void waitUntilReady() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            try {
                if (send("GET", "/server/ping", null).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is asked again
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("Directus did not start");
    }

    private void createCollections() throws IOException, InterruptedException {
        for (var named : List.of("tags", "authors")) {
            collection(named, text("name"));
        }
        collection("articles", text("title"), text("lead"), text("slug"), text("body"), text("status"),
                "{\"field\": \"published_at\", \"type\": \"timestamp\"}");
        for (var named : List.of("tags", "authors")) {
            var joined = "articles_" + named;
            collection(joined, number("articles_id"), number(named + "_id"));
            must("/fields/articles", "{\"field\": \"%s\", \"type\": \"alias\", \"meta\": {\"special\": [\"m2m\"]}}".formatted(named));
            must("/relations", """
                    {"collection": "%s", "field": "articles_id", "related_collection": "articles",
                     "meta": {"one_field": "%s", "junction_field": "%s_id"}}""".formatted(joined, named, named));
            must("/relations", """
                    {"collection": "%s", "field": "%s_id", "related_collection": "%s",
                     "meta": {"junction_field": "articles_id"}}""".formatted(joined, named, named));
        }
        for (int i = 1; i <= 100; i++) {
            must("/items/tags", "{\"name\": \"Thẻ %d\"}".formatted(i));
            must("/items/authors", "{\"name\": \"Người %d\"}".formatted(i));
        }
    }

    private void collection(String name, String... fields) throws IOException, InterruptedException {
        must("/collections", "{\"collection\": \"%s\", \"schema\": {}, \"meta\": {\"accountability\": \"all\"}, \"fields\": [%s]}"
                .formatted(name, """
                {"field": "id", "type": "integer", "schema": {"is_primary_key": true, "has_auto_increment": true}}, """
                        + String.join(", ", fields)));
    }

    private static String text(String name) {
        return "{\"field\": \"%s\", \"type\": \"text\"}".formatted(name);
    }

    private static String number(String name) {
        return "{\"field\": \"%s\", \"type\": \"integer\"}".formatted(name);
    }

    /** The same story as for us, in its own shape. */
    String story(String ours, int number) {
        int tag = 1 + number % 98;
        return """
                {"title": "%s", "lead": "%s", "slug": "tin-%d", "body": "%s", "status": "published",
                 "published_at": "2026-11-30T00:00:00Z", "tags": [{"tags_id": %d}, {"tags_id": %d}, {"tags_id": %d}],
                 "authors": [{"authors_id": %d}]}""".formatted(
                Tools.find(ours, "\"title\": \"([^\"]*)").group(1), Tools.find(ours, "\"lead\": \"([^\"]*)").group(1), number,
                Tools.find(ours, "\"bodyHtml\": \"([^\"]*)").group(1), tag, tag + 1, tag + 2, tag);
    }

    private void must(String path, String json) throws IOException, InterruptedException {
        var answer = send("POST", path, json);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        var body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN).method(method, body).build();
        return Server.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    void stop() throws InterruptedException {
        Tools.stop(process);
    }
}
