import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Searching, suggesting, counting facets and relating, by a node that keeps nothing in memory, in archives of three sizes. */
final class Search {

    static final int SMALLEST = 10_000;

    private static final int CONNECTIONS = 16;
    private static final int QUERIES = 2_000;
    private static final int FEW_CONNECTIONS = 4;
    private static final String FEW = ", by 4 people at a time";
    private static final String ALONE = ", by one";
    private static final int SLOWEST = 3;

    /** Every filter of the list. */
    private static final List<String> FILTERS = List.of(
            "section=muc-2", "tag=the-2", "contributor=nguoi-2", "locale=vi", "publishedAfter=2016-01-01T00:00:00Z",
            "publishedBefore=2026-01-01T00:00:00Z", "updatedAfter=2016-01-01T00:00:00Z", "ids=1,2,3", "q=%s");

    private static final List<String> SORTS =
            List.of("relevance", "-publishedAt", "publishedAt", "-updatedAt", "title", "-views");

    private final Path app;
    private final boolean quick;
    private final int from;
    private final int upTo;
    private final Path archives;
    private final Random random = new Random(11);
    private final Map<String, Map<Integer, List<Load.Result>>> results = new LinkedHashMap<>();
    private final Map<Integer, List<String>> slowest = new LinkedHashMap<>();
    private Server server;
    private List<String> titles;
    private List<String> common;
    private List<String> rare;

    /**
     * @param from how many articles the smallest archive has: 10,000 or ten times as many
     * @param upTo how many articles the largest archive has
     * @param archives where archives that are there need not be written again
     */
    Search(Path app, boolean quick, int from, int upTo, Path archives) {
        this.app = app;
        this.quick = quick;
        this.from = from;
        this.upTo = upTo;
        this.archives = archives;
    }

    void run() throws Exception {
        var machine = "";
        var how = CONNECTIONS + " connections, " + Tools.number(QUERIES)
                + " different queries of each kind. Median of 3 runs of 4 s, after 90 s of all kinds and 6 s of its own.";
        for (int articles = from; articles <= (quick ? from : upTo); articles *= 10) {
            var owner = Server.start(app, archives.resolve("data-" + articles));
            if (!Archive.isFilled(archives, articles)) {
                Tools.say("writing %,d articles", articles);
                try (var connection = owner.connect()) {
                    Archive.fill(connection, articles);
                }
                Archive.index(owner, articles);
                Archive.markAsFilled(archives, articles);
            }
            server = owner.another(app, Map.of("BANTIN_CACHE_MAX_SIZE", "0"));
            prepare();
            measureAll(articles);
            machine = Page.machine(server, "bench/run search --up-to=" + upTo, how);
            server.stop();
            owner.stop();
        }
        var page = table() + combinations();
        System.out.println(page);
        if (!quick && from == SMALLEST) {
            Page.write("search", machine + page);
        }
    }

    private void prepare() throws SQLException, IOException {
        titles = list("select title from article where locale = 'vi' order by md5(id::text) limit 2000");
        common = list("select word from search_word order by id limit 20");
        rare = list("select word from search_word where length(word) > 5 order by md5(word) limit 2000");
    }

    private List<String> list(String sql) throws SQLException, IOException {
        var list = new ArrayList<String>();
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(rows.getString(1));
            }
        }
        return list;
    }

    private void measureAll(int articles) throws Exception {
        Supplier<String> twoCommon = () -> "/articles?q=" + encoded(any(common) + " " + any(common));
        var kinds = new LinkedHashMap<String, Supplier<String>>();
        kinds.put("two common words", twoCommon);
        kinds.put("a rare word and a common one", () -> "/articles?q=" + encoded(any(rare) + " " + any(common)));
        kinds.put("a rare word", () -> "/articles?q=" + encoded(any(rare)));
        kinds.put("two words with accents", () -> "/articles?q=" + encoded(words(2)));
        kinds.put("a phrase of four words", () -> "/articles?q=" + encoded('"' + words(4) + '"'));
        kinds.put("two common words in a section", () -> twoCommon.get() + "&section=muc-" + (1 + random.nextInt(60)));
        kinds.put("two common words with a tag, of ten years", () -> twoCommon.get() + "&tag=the-"
                + (1 + random.nextInt(100)) + "&publishedAfter=2016-01-01T00:00:00Z");
        kinds.put("two common words, with highlights", () -> twoCommon.get() + "&include=highlights");
        kinds.put("two common words, all facets", () -> twoCommon.get() + "&facets=section,tag,contributor,year,locale");
        kinds.put("a rare word with a wrong letter", () -> "/articles?q=" + encoded(mistyped(any(rare))));
        kinds.put("suggest: a title being typed", () -> "/suggest?q=" + encoded(begun()));
        kinds.put("suggest: a title being typed" + FEW, () -> "/suggest?q=" + encoded(begun()));
        kinds.put("suggest: a title with a wrong letter", () -> "/suggest?q=" + encoded(mistyped(words(3))));
        kinds.put("suggest: a title with a wrong letter" + FEW, () -> "/suggest?q=" + encoded(mistyped(words(3))));
        kinds.put("suggest: a title with a wrong letter" + ALONE, () -> "/suggest?q=" + encoded(mistyped(words(3))));
        kinds.put("related to an article", () -> "/articles/" + (1 + random.nextInt(articles)) + "/related");
        Tools.say("warming up");
        var all = List.copyOf(kinds.values());
        Load.wrkPaths(CONNECTIONS, quick ? 30 : 90, server.uri("").toString(), paths(() -> any(all).get()));
        for (var kind : kinds.entrySet()) {
            var file = paths(kind.getValue());
            int connections = kind.getKey().endsWith(ALONE) ? 1 : kind.getKey().endsWith(FEW) ? FEW_CONNECTIONS : CONNECTIONS;
            // in the half minute after a start Java takes up to twice as long for what it has not compiled well yet
            Load.wrkPaths(connections, quick ? 1 : 6, server.uri("").toString(), file);
            for (int round = 0; round < (quick ? 1 : 3); round++) {
                var result = Load.wrkPaths(connections, quick ? 3 : 4, server.uri("").toString(), file);
                Tools.say("  %-45s %,10.0f /s  p50 %.2f ms  p99 %.2f ms%s", kind.getKey(), result.throughput(), result.p50(),
                        result.p99(), result.errors() == 0 ? "" : "  " + result.errors() + " ERRORS");
                results.computeIfAbsent(kind.getKey(), any -> new LinkedHashMap<>())
                        .computeIfAbsent(articles, any -> new ArrayList<>())
                        .add(result);
            }
        }
        tryAllCombinations(articles);
    }

    private static Path paths(Supplier<String> kind) throws IOException {
        var paths = new ArrayList<String>();
        for (int i = 0; i < QUERIES; i++) {
            paths.add("/api/v1" + kind.get());
        }
        return Files.write(Tools.WORK.resolve("paths"), paths);
    }

    private record Timed(String path, double millis) {}

    /** Each combination of filters in each order, once; one that is not answered ends the benchmark. */
    private void tryAllCombinations(int articles) throws IOException, InterruptedException {
        var timed = new ArrayList<Timed>();
        for (int chosen = 0; chosen < 1 << FILTERS.size(); chosen++) {
            for (var sort : SORTS) {
                var path = new StringBuilder("/articles?sort=").append(sort);
                for (int i = 0; i < FILTERS.size(); i++) {
                    if ((chosen >> i & 1) == 1) {
                        path.append('&').append(FILTERS.get(i).formatted(encoded(words(1))));
                    }
                }
                if (sort.equals("relevance") && path.indexOf("q=") < 0) {
                    continue;
                }
                var began = System.nanoTime();
                var status = server.get("/api/v1" + path).statusCode();
                timed.add(new Timed(path.toString(), (System.nanoTime() - began) / 1e6));
                if (status != 200) {
                    throw new IllegalStateException(path + " is answered with " + status);
                }
            }
        }
        timed.sort(Comparator.comparingDouble(Timed::millis).reversed());
        slowest.put(articles, timed.stream().limit(SLOWEST)
                .map(each -> "`" + each.path + "`: " + Tools.millis(each.millis)).toList());
        Tools.say("  %,d combinations; the slowest: %s", timed.size(), slowest.get(articles));
    }

    // ---- Queries ----------------------------------------------------------------------------------------------------

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** That follow each other in a title. */
    private String words(int count) {
        var words = any(titles).split(" ");
        int from = random.nextInt(words.length - count + 1);
        return String.join(" ", List.of(words).subList(from, from + count));
    }

    /** What somebody has typed of the first words of a title, without accents. */
    private String begun() {
        var title = Normalizer.normalize(any(titles), Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('đ', 'd').toLowerCase();
        return title.substring(0, 1 + random.nextInt(14)).strip();
    }

    /** With one letter of its longest word left out, doubled, or in the place of its neighbour. */
    private String mistyped(String text) {
        var word = List.of(text.split(" ")).stream().max(Comparator.comparingInt(String::length)).orElseThrow();
        int at = 1 + random.nextInt(word.length() - 1);
        var wrong = switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            default -> word.substring(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.substring(at + 1);
        };
        return text.replace(word, wrong);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // ---- The page ---------------------------------------------------------------------------------------------------

    private String table() {
        var sizes = slowest.keySet();
        var table = new StringBuilder("\n| p50 and p99 with |");
        sizes.forEach(size -> table.append(" %,d |".formatted(size)).append(" |"));
        table.append("\n|---|").append("---:|---:|".repeat(sizes.size())).append('\n');
        results.forEach((kind, bySize) -> {
            table.append("| ").append(kind).append(" |");
            for (var size : sizes) {
                var median = Load.Result.median(bySize.get(size));
                table.append(" %s | %s |".formatted(Tools.millis(median.p50()), Tools.millis(median.p99())));
            }
            table.append('\n');
        });
        return table.toString();
    }

    private String combinations() {
        var text = new StringBuilder("\nThe slowest of all combinations of filters and orders, each asked for once:\n\n");
        slowest.forEach((size, paths) -> text.append("- with %,d articles: ".formatted(size)).append(String.join("; ", paths)).append('\n'));
        return text.toString();
    }
}
