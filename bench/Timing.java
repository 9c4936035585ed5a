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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the time of an answer tells what is not published: words that only such articles have are tried beside an invented one, and the addresses of
 * such articles beside those of articles that do not exist, in turns, at a node that keeps nothing in memory. Of what tells nothing half are answered
 * later than the invented one.
 */
final class Timing {

    private static final int ARTICLES = 10_000;
    private static final int WORDS = 10;
    private static final String INVENTED = "an invented word";
    private static final String DRAFT = "of a draft";
    private static final String SCHEDULED = "of something scheduled";
    private static final String UNPUBLISHED = "of what was unpublished";
    private static final String ALSO_INVENTED = "as invented";
    private static final String PUBLISHED = "for comparison, of what is published";
    private static final List<String> KINDS = List.of(DRAFT, SCHEDULED, UNPUBLISHED, ALSO_INVENTED, PUBLISHED);
    private static final List<String> NEVER_PUBLIC = List.of(DRAFT, SCHEDULED, ALSO_INVENTED);

    /** What is asked for, with the word and with two of its letters in each other's place. */
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("search", "/articles?q=");
        PATHS.put("suggest", "/suggest?q=");
    }

    /** Addresses of an article, of which each is answered with 404 where the article has never been public. */
    private static final List<String> ADDRESSES =
            List.of("/articles/ID", "/articles/ID?body=html", "/articles/ID/related", "/articles/ID/views",
                    "/articles/by-slug/SLUG", "/articles/by-slug/SLUG?locale=vi");

    private final Path app;
    private final boolean quick;
    private final Random random = new Random(3);
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final Map<String, List<Long>> ids = new LinkedHashMap<>();
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
        server = owner.another(app, Map.of("BANTIN_CACHE_MAX_SIZE", "0"));
        KINDS.forEach(kind -> words.put(kind, invent()));
        words.put(INVENTED, invent());
        write(owner);
        int rounds = quick ? 500 : 4_000;
        var table = new StringBuilder("\n| later than an invented word, of 100, and by how much at the median | "
                + String.join(" | ", KINDS) + " |\n|---|" + "---:|".repeat(KINDS.size()) + "\n");
        for (var path : PATHS.entrySet()) {
            for (var mistyped : List.of(false, true)) {
                var row = compare(words(path.getValue(), mistyped), KINDS, 200, rounds);
                table.append("| %s%s | %s |%n".formatted(path.getKey(), mistyped ? ", with a wrong letter" : "", row));
                Tools.say("  %s%s: %s", path.getKey(), mistyped ? ", with a wrong letter" : "", row);
            }
        }
        table.append("\n| later than one that does not exist, of 100, and by how much at the median | ")
                .append(String.join(" | ", NEVER_PUBLIC))
                .append(" |\n|---|" + "---:|".repeat(NEVER_PUBLIC.size()) + "\n");
        for (var address : ADDRESSES) {
            var row = compare(addresses(address), NEVER_PUBLIC, 404, rounds);
            table.append("| `%s` | %s |%n".formatted(address, row));
            Tools.say("  %s: %s", address, row);
        }
        var machine = Page.machine(server, "bench/run timing", "One connection, %s rounds, in each of which one of %d words of each kind is asked for, in an order of its own; one article has each."
                .formatted(Tools.number(rounds), WORDS));
        System.out.println(table);
        if (!quick) {
            Page.write("timing", machine + table);
        }
    }

    // ---- Articles ---------------------------------------------------------------------------------------------------

    /** Words of five syllables. */
    private List<String> invent() {
        return Stream.generate(() -> IntStream.range(0, 5)
                        .mapToObj(any -> "bdfghklmprstvz".charAt(random.nextInt(14)) + "" + "aeiou".charAt(random.nextInt(5)))
                        .collect(joining()))
                .limit(WORDS)
                .toList();
    }

    private void write(Server owner) throws Exception {
        var key = owner.adminKey();
        NEVER_PUBLIC.forEach(kind -> ids.put(kind, new ArrayList<>()));
        ids.put(INVENTED, new ArrayList<>());
        for (int i = 0; i < WORDS; i++) {
            ids.get(DRAFT).add(id(article(key, words.get(DRAFT).get(i))));
            var scheduled = article(key, words.get(SCHEDULED).get(i));
            post(key, scheduled + "/publish", "{\"publishAt\": \"2100-01-01T00:00:00Z\"}");
            ids.get(SCHEDULED).add(id(scheduled));
            var unpublished = article(key, words.get(UNPUBLISHED).get(i));
            post(key, unpublished + "/publish", "{}");
            post(key, unpublished + "/unpublish", "");
            post(key, article(key, words.get(PUBLISHED).get(i)) + "/publish", "{}");
        }
        long highest = Long.parseLong(owner.sql("select max(id) from article"));
        for (int i = 1; i <= WORDS; i++) {
            ids.get(INVENTED).add(highest + 10 * i);
            ids.get(ALSO_INVENTED).add(highest + 10 * i + 5);
        }
        while (!"0".equals(owner.sql("select count(*) from search_word_recheck_queue"))) {
            Thread.sleep(100);
        }
    }

    private static long id(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Its path. */
    private String article(String key, String word) throws Exception {
        var answer = post(key, "/articles", """
                {"title": "Lời %1$s", "lead": "Lời %1$s", "section": "muc-1",
                 "body": [{"_type": "block", "children": [{"_type": "span", "text": "%1$s"}]}]}""".formatted(word));
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

    /** What is asked for, of each kind. */
    private Map<String, List<String>> words(String path, boolean mistyped) {
        var targets = new LinkedHashMap<String, List<String>>();
        words.forEach((kind, all) -> targets.put(
                kind,
                all.stream()
                        .map(word -> path + (mistyped ? word.charAt(1) + word.substring(0, 1) + word.substring(2) : word))
                        .toList()));
        return targets;
    }

    private Map<String, List<String>> addresses(String address) {
        var targets = new LinkedHashMap<String, List<String>>();
        ids.forEach((kind, all) -> targets.put(
                kind,
                IntStream.range(0, WORDS)
                        .mapToObj(i -> address.replace("ID", String.valueOf(all.get(i)))
                                .replace("SLUG", "loi-" + words.get(kind).get(i)))
                        .toList()));
        return targets;
    }

    /** @param shown the kinds that are compared with what is invented */
    private String compare(Map<String, List<String>> targets, List<String> shown, int status, int rounds) throws Exception {
        var kinds = new ArrayList<>(targets.keySet());
        var nanos = new LinkedHashMap<String, long[]>();
        kinds.forEach(kind -> nanos.put(kind, new long[rounds]));
        // the first quarter warms up
        for (int round = -rounds / 4; round < rounds; round++) {
            Collections.shuffle(kinds, random);
            for (var kind : kinds) {
                var asked = targets.get(kind).get(Math.floorMod(round, WORDS));
                var began = System.nanoTime();
                ask(asked, status);
                nanos.get(kind)[Math.max(round, 0)] = System.nanoTime() - began;
            }
        }
        return shown.stream().map(kind -> later(nanos.get(kind), nanos.get(INVENTED))).collect(joining(" | "));
    }

    private void ask(String path, int expected) throws IOException, InterruptedException {
        var status = server.get("/api/v1" + path).statusCode();
        if (status != expected) {
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
