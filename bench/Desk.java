import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What an editor asks for: lists, searches and articles with {@code version=draft}, beside what readers get. Nothing is kept in memory for either. */
final class Desk {

    private static final int DRAFTS = 500;
    private static final int WORKING_COPIES = 500;

    private final Path app;
    private final boolean quick;
    private final Path archives;
    private final Random random = new Random(7);
    private final List<Integer> edited = new ArrayList<>();
    private Server server;
    private String key;
    private int articles;

    /** @param archives where an archive of a million articles may be, which is then copied; otherwise one is written */
    Desk(Path app, boolean quick, Path archives) {
        this.app = app;
        this.quick = quick;
        this.archives = archives;
    }

    void run() throws Exception {
        articles = quick ? 10_000 : 1_000_000;
        var data = Tools.WORK.resolve("data");
        var isFilled = Archive.isFilled(archives, articles);
        if (isFilled) {
            Tools.say("copying %,d articles", articles);
            Tools.run(List.of("cp", "-r", archives.resolve("data-" + articles).toString(), data.toString()));
        }
        server = Server.start(app, data);
        if (!isFilled) {
            Tools.say("writing %,d articles", articles);
            try (var connection = server.connect()) {
                Archive.fill(connection, articles);
            }
            Archive.index(server, articles);
        }
        key = server.adminKey();
        Tools.say("writing %,d drafts and %,d working copies", DRAFTS, WORKING_COPIES);
        write();
        server.sql("vacuum analyze article");
        var page = "\n| %s articles, %d drafts, %d working copies | p50 | p99 |\n|---|---:|---:|\n"
                .formatted(Tools.number(articles), DRAFTS, WORKING_COPIES);
        for (var request : requests().entrySet()) {
            page += measure(request.getKey(), request.getValue());
        }
        System.out.println(page);
        if (!quick) {
            Page.write("desk", Page.machine(server, "bench/run desk", "One connection, with a key; 500 requests of each kind, in turn, after 100.")
                    + page);
        }
        server.stop();
    }

    private void write() throws Exception {
        var texts = Archive.ofTexts();
        for (int i = 0; i < DRAFTS; i++) {
            send("POST", "/api/v1/articles", texts.story(i));
        }
        for (int i = 0; i < WORKING_COPIES; i++) {
            int id = 1 + random.nextInt(articles);
            edited.add(id);
            send("PATCH", "/api/v1/articles/" + id, "{\"title\": \"Bản sửa thứ " + i + "\"}");
        }
    }

    private void send(String method, String path, String json) throws IOException, InterruptedException {
        var type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        var answer = Server.HTTP.send(
                HttpRequest.newBuilder(server.uri(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", type)
                        .header("If-Match", "*")
                        .method(method, BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + " was answered with " + answer.statusCode() + answer.body());
        }
    }

    /** Paths by what they are; {@code ID} is any article, {@code EDITED} one with a working copy. */
    private Map<String, String> requests() {
        var requests = new LinkedHashMap<String, String>();
        requests.put("for comparison, what readers get: an article", "/articles/ID");
        requests.put("the latest revision of an article", "/articles/ID?version=draft");
        requests.put("the working copy of an article", "/articles/EDITED?version=draft");
        requests.put("for comparison, what readers get: a list", "/articles");
        requests.put("drafts", "/articles?status=draft");
        requests.put("drafts, by the last save", "/articles?status=draft&sort=-updatedAt");
        requests.put("what is not published in its latest form", "/articles?version=draft&hasUnpublishedChanges=true");
        requests.put("working copies, by the last save", "/articles?version=draft&status=published&hasUnpublishedChanges=true&sort=-updatedAt");
        requests.put("all latest revisions, newest first", "/articles?version=draft");
        requests.put("latest revisions of a section", "/articles?version=draft&section=muc-7");
        requests.put("latest revisions with three words of a title", "/articles?version=draft&q=b%E1%BA%A3n+s%E1%BB%ADa+th%E1%BB%A9");
        return requests;
    }

    private String measure(String what, String path) throws IOException, InterruptedException {
        int times = quick ? 50 : 500;
        var nanos = new ArrayList<Long>();
        for (int i = -times / 5; i < times; i++) {
            var resolved = path.replace("ID", String.valueOf(1 + random.nextInt(articles)))
                    .replace("EDITED", String.valueOf(edited.get(random.nextInt(edited.size()))));
            var request = HttpRequest.newBuilder(server.uri("/api/v1" + resolved)).header("Authorization", "Bearer " + key).build();
            long began = System.nanoTime();
            var answer = Server.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(resolved + " was answered with " + answer.statusCode() + answer.body());
            }
            if (i >= 0) {
                nanos.add(System.nanoTime() - began);
            }
        }
        nanos.sort(null);
        var row = "| %s: `%s` | %s | %s |%n".formatted(what, path, Tools.millis(nanos.get(times / 2) / 1e6), Tools.millis(nanos.get(times * 99 / 100) / 1e6));
        Tools.say("  %s", row.strip());
        return row;
    }
}
