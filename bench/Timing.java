import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Whether the time of an answer tells what is not published: words that only such articles have are tried beside an invented one, in turns, by a node
 * that keeps nothing in memory. Of words that tell nothing half are answered later than the invented one.
 */
final class Timing {

    private static final int ARTICLES = 10_000;
    private static final int ARTICLES_WITH_A_WORD = 20;
    private static final String INVENTED = "quistambel";

    /** The words by what has them. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("drafts", "brimquolat");
        WORDS.put("what is scheduled", "vantrephos");
        WORDS.put("what was unpublished", "dwenfragul");
        WORDS.put("what was never written", "jospimekan");
        WORDS.put("for comparison, what is published", "kulpzortid");
    }

    /** What is asked for, with the word and with two of its letters in each other's place. */
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("search", "/articles?q=");
        PATHS.put("suggest", "/suggest?q=");
    }

    private final Path app;
    private final boolean quick;
    private final Random random = new Random(3);
    private Server server;

    Timing(Path app, boolean quick) {
        this.app = app;
        this.quick = quick;
    }

    void run() throws Exception {
        var owner = Server.start(app, Tools.WORK.resolve("data"));
        Tools.say("writing %,d articles", ARTICLES);
        try (var connection = owner.connect()) {
            Archive.fill(connection, ARTICLES);
        }
        Archive.index(owner, ARTICLES);
        server = owner.another(app, Map.of("BANTIN_DELIVERY_CACHE_SIZE", "0"));
        write(owner);
        int rounds = quick ? 500 : 5_000;
        var table = new StringBuilder("\n| later than an invented word, of 100, and by how much at the median | "
                + String.join(" | ", WORDS.keySet()) + " |\n|---|" + "---:|".repeat(WORDS.size()) + "\n");
        for (var path : PATHS.entrySet()) {
            for (var mistyped : List.of(false, true)) {
                var row = compare(path.getValue(), mistyped, rounds);
                table.append("| %s%s | %s |%n".formatted(path.getKey(), mistyped ? ", with a wrong letter" : "", row));
                Tools.say("  %s%s: %s", path.getKey(), mistyped ? ", with a wrong letter" : "", row);
            }
        }
        var machine = Page.machine(server, "bench/run timing", "One connection, %s rounds, in each of which the words are asked for in an order of its own, and %d articles that have each word."
                .formatted(Tools.number(rounds), ARTICLES_WITH_A_WORD));
        System.out.println(table);
        if (!quick) {
            Page.write("timing", machine + table);
        }
    }

    // ---- Articles ---------------------------------------------------------------------------------------------------

    private void write(Server owner) throws Exception {
        var key = owner.adminKey();
        for (int i = 0; i < ARTICLES_WITH_A_WORD; i++) {
            article(key, "drafts");
            post(key, article(key, "what is scheduled") + "/publish", "{\"publishAt\": \"2100-01-01T00:00:00Z\"}");
            var unpublished = article(key, "what was unpublished");
            post(key, unpublished + "/publish", "{}");
            post(key, unpublished + "/unpublish", "");
            post(key, article(key, "for comparison, what is published") + "/publish", "{}");
        }
        while (!"0".equals(owner.sql("select count(*) from search_doubt"))) {
            Thread.sleep(100);
        }
    }

    /** Its path. */
    private String article(String key, String kind) throws Exception {
        var text = "Lời " + WORDS.get(kind);
        var answer = post(key, "/articles", """
                {"title": "%1$s", "lead": "%1$s", "section": "muc-1",
                 "body": [{"_type": "block", "children": [{"_type": "span", "text": "%1$s"}]}]}""".formatted(text));
        return "/articles/" + Tools.find(answer, "\"id\":(\\d+)").group(1);
    }

    private String post(String key, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.uri("/api/v1" + path)).header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = Server.HTTP.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }

    // ---- Asking -----------------------------------------------------------------------------------------------------

    private String compare(String path, boolean mistyped, int rounds) throws Exception {
        var words = new ArrayList<>(WORDS.values());
        words.add(INVENTED);
        var nanos = new LinkedHashMap<String, long[]>();
        words.forEach(word -> nanos.put(word, new long[rounds]));
        // the first tenth warms up
        for (int round = -rounds / 10; round < rounds; round++) {
            Collections.shuffle(words, random);
            for (var word : words) {
                var asked = path + (mistyped ? "" + word.charAt(1) + word.charAt(0) + word.substring(2) : word);
                var began = System.nanoTime();
                ask(asked);
                nanos.get(word)[Math.max(round, 0)] = System.nanoTime() - began;
            }
        }
        var invented = nanos.get(INVENTED);
        return WORDS.values().stream().map(word -> later(nanos.get(word), invented)).collect(joining(" | "));
    }

    private void ask(String path) throws IOException, InterruptedException {
        var status = server.get("/api/v1" + path).statusCode();
        if (status != 200) {
            throw new IllegalStateException(path + " is answered with " + status);
        }
    }

    private static String later(long[] word, long[] invented) {
        int later = 0;
        for (int round = 0; round < word.length; round++) {
            later += word[round] > invented[round] ? 1 : 0;
        }
        return "%.1f, %+.3f ms".formatted(100.0 * later / word.length, (median(word) - median(invented)) / 1e6);
    }

    private static long median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
