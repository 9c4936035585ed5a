import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Run by bench/run: java -cp <postgresql driver> bench/Bench.java <quarkus-app> views [--quick]. */
public class Bench {

    private static final int CONNECTIONS = 64;
    private static final int ARTICLES = 10_000;
    private static final long AGE = 10_000_000;

    private final Path app;
    private final boolean quick;
    private final List<Process> started = new ArrayList<>();
    private final Path work;
    private int httpPort;
    private int databasePort;
    private int redisPort;
    private Path data;

    private Bench(Path app, boolean quick) throws IOException {
        this.app = app;
        this.quick = quick;
        this.work = Files.createTempDirectory("bantin-bench-");
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !args[1].equals("views")) {
            System.err.println("usage: bench/run views [--quick]");
            System.exit(2);
        }
        var bench = new Bench(Path.of(args[0]), List.of(args).contains("--quick"));
        Runtime.getRuntime().addShutdownHook(new Thread(bench::stopAll));
        bench.views();
    }

    // ---- The view counter -------------------------------------------------------------------------------------------

    private static final String OURS = "**Bản Tin**, one of its transactions for all that wait";
    private static final String PER_REQUEST = "(a) the same server, one `UPDATE … RETURNING` for each request";
    private static final String PGBENCH = "(b) `pgbench -M prepared`, that `UPDATE`, no HTTP";
    private static final String REDIS = "(c) `redis-benchmark INCR`, nothing on disk";
    private static final String REDIS_DURABLE = "(c) `redis-benchmark INCR`, on disk before the answer";

    private void views() throws Exception {
        startServer();
        load();
        startRedis();
        var scenarios = List.of("hot", "even", "zipf");
        warmUp();
        var results = new LinkedHashMap<String, Map<String, List<Result>>>();
        int rounds = quick ? 1 : 3;
        for (int round = 1; round <= rounds; round++) {
            for (var scenario : scenarios) {
                var of = results.computeIfAbsent(scenario, any -> new LinkedHashMap<>());
                say("round %d of %d: %s", round, rounds, scenario);
                add(of, OURS, wrk(scenario, "/api/v1/articles/", "/views"));
                add(of, PER_REQUEST, wrk(scenario, "/bench/update/", ""));
                add(of, PGBENCH, pgbench(scenario));
                if (scenario.equals("hot")) {
                    add(of, REDIS, redis(false));
                    add(of, REDIS_DURABLE, redis(true));
                }
            }
        }
        var page = new StringBuilder();
        for (var scenario : scenarios) {
            page.append(table(scenario, results.get(scenario)));
        }
        if (!quick) {
            page.append(age());
        }
        System.out.println(page);
        if (!quick) {
            write("views", machine() + page);
        }
    }

    /** What was measured: requests a second, and milliseconds. */
    private record Result(double throughput, double p50, double p99, long errors) {}

    private static void add(Map<String, List<Result>> results, String what, Result result) {
        say("  %-60s %,10.0f /s  p50 %.2f ms  p99 %.2f ms%s", what, result.throughput, result.p50, result.p99,
                result.errors == 0 ? "" : "  " + result.errors + " errors");
        results.computeIfAbsent(what, any -> new ArrayList<>()).add(result);
    }

    private static Result median(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Result::throughput))
                .toList()
                .get(results.size() / 2);
    }

    private static String table(String scenario, Map<String, List<Result>> results) {
        var titles = Map.of(
                "hot", "One hot article",
                "even", "10,000 articles, all alike",
                "zipf", "10,000 articles, the n-th read 1/n as often as the first");
        var ours = median(results.get(OURS)).throughput;
        var table = new StringBuilder("\n### %s\n\n".formatted(titles.get(scenario)));
        table.append("| | views a second | p50 | p99 | Bản Tin is |\n|---|---:|---:|---:|---:|\n");
        results.forEach((what, all) -> {
            var result = median(all);
            table.append("| %s | %s | %s | %s | %s |%n".formatted(
                    what,
                    number(result.throughput),
                    millis(result.p50),
                    millis(result.p99),
                    what.equals(OURS) ? "" : String.format(Locale.ROOT, "%.1f ×", ours / result.throughput)));
        });
        return table.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f ms", value);
    }

    private void warmUp() throws Exception {
        say("warming up");
        for (int i = 0; i < (quick ? 1 : 3); i++) {
            wrk("hot", "/api/v1/articles/", "/views");
            wrk("even", "/api/v1/articles/", "/views");
            wrk("even", "/bench/update/", "");
        }
    }

    /** The same again after ten million views. */
    private String age() throws Exception {
        var before = new TreeMap<String, Result>();
        var after = new TreeMap<String, Result>();
        var counted = counted();
        for (var scenario : List.of("hot", "even")) {
            before.put(scenario, median(times(3, scenario)));
        }
        var sizeBefore = sizes();
        long goal = counted() + AGE;
        for (long now = counted(); now < goal; now = counted()) {
            say("growing old: %,d views to go", goal - now);
            wrk("zipf", "/api/v1/articles/", "/views");
        }
        for (var scenario : List.of("hot", "even")) {
            after.put(scenario, median(times(3, scenario)));
        }
        var table = new StringBuilder("\n### Ten million views later\n\n");
        table.append("| | views a second | p50 | p99 |\n|---|---:|---:|---:|\n");
        for (var scenario : before.keySet()) {
            for (var when : List.of(Map.entry("before", before), Map.entry("after", after))) {
                var result = when.getValue().get(scenario);
                table.append("| %s, %s | %s | %s | %s |%n".formatted(
                        scenario, when.getKey(), number(result.throughput), millis(result.p50), millis(result.p99)));
            }
        }
        table.append("\nSize of the tables before: %s; after: %s. Views counted in all: %s.\n"
                .formatted(sizeBefore, sizes(), number(counted() - counted + counted)));
        return table.toString();
    }

    private List<Result> times(int times, String scenario) throws Exception {
        var results = new ArrayList<Result>();
        for (int i = 0; i < times; i++) {
            results.add(wrk(scenario, "/api/v1/articles/", "/views"));
        }
        return results;
    }

    private long counted() throws SQLException {
        return Long.parseLong(sql("select sum(total) from view_count"));
    }

    private String sizes() throws SQLException {
        return sql("""
                select 'view_count ' || pg_size_pretty(pg_total_relation_size('view_count'))
                    || ', view_hour ' || pg_size_pretty(pg_total_relation_size('view_hour'))""");
    }

    // ---- Loads ------------------------------------------------------------------------------------------------------

    private int seconds() {
        return quick ? 5 : 10;
    }

    private Result wrk(String how, String prefix, String suffix) throws Exception {
        var output = run(List.of(
                "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds() + "s", "--latency", "-s", "bench/post.lua",
                "http://127.0.0.1:" + httpPort, "--", how, prefix, suffix));
        var errors = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(output);
        return new Result(
                Double.parseDouble(find(output, "Requests/sec:\\s+([\\d.]+)").group(1)),
                wrkMillis(find(output, "50%\\s+([\\d.]+)(us|ms|s)")),
                wrkMillis(find(output, "99%\\s+([\\d.]+)(us|ms|s)")),
                errors.find() ? Long.parseLong(errors.group(1)) : 0);
    }

    private static double wrkMillis(Matcher time) {
        var value = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }

    /** With its own log of each transaction, of which it only sums up averages itself. */
    private Result pgbench(String how) throws Exception {
        var id = switch (how) {
            case "hot" -> "\\set id 1";
            case "even" -> "\\set id random(1, 10000)";
            default -> "\\set id random_zipfian(1, 10000, 1.001)";
        };
        var script = work.resolve(how + ".sql");
        Files.writeString(
                script, id + "\nupdate view_count set total = total + 1 where article_id = :id returning total;\n");
        var log = work.resolve("pgbench-log");
        var builder = new ProcessBuilder(
                System.getenv("PGBENCH"), "-h", "127.0.0.1", "-p", String.valueOf(databasePort), "-U", "postgres",
                "-n", "-M", "prepared", "-c", String.valueOf(CONNECTIONS), "-j", "1", "-T",
                String.valueOf(seconds()), "-f", script.toString(), "-l", "--log-prefix=" + log, "postgres");
        builder.environment().put("PGPASSWORD", password());
        var output = run(builder);
        var micros = new ArrayList<Long>();
        try (var files = Files.newDirectoryStream(work, "pgbench-log*")) {
            for (var file : files) {
                try (var lines = Files.lines(file)) {
                    lines.forEach(line -> micros.add(Long.parseLong(line.split(" ")[2])));
                }
                Files.delete(file);
            }
        }
        micros.sort(null);
        return new Result(
                Double.parseDouble(find(output, "tps = ([\\d.]+)").group(1)),
                micros.get(micros.size() / 2) / 1e3,
                micros.get(micros.size() * 99 / 100) / 1e3,
                0);
    }

    private Result redis(boolean durable) throws Exception {
        run(List.of("redis-cli", "-p", String.valueOf(redisPort), "config", "set", "appendfsync",
                durable ? "always" : "no"));
        run(List.of("redis-cli", "-p", String.valueOf(redisPort), "config", "set", "appendonly",
                durable ? "yes" : "no"));
        // for about as long as the others
        int requests = seconds() * (durable ? 8_000 : 60_000);
        var output = run(List.of("redis-benchmark", "-p", String.valueOf(redisPort), "-c", String.valueOf(CONNECTIONS),
                "-n", String.valueOf(requests), "--csv", "incr", "views:1"));
        var row = output.lines().reduce((first, last) -> last).orElseThrow().replace("\"", "").split(",");
        // test, rps, avg, min, p50, p95, p99, max
        int columns = row.length;
        return new Result(
                Double.parseDouble(row[columns - 7]),
                Double.parseDouble(row[columns - 4]),
                Double.parseDouble(row[columns - 2]),
                0);
    }

    // ---- What they run against --------------------------------------------------------------------------------------

    private void startServer() throws Exception {
        httpPort = freePort();
        databasePort = freePort();
        data = work.resolve("data");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar",
                app.resolve("quarkus-run.jar").toString());
        builder.environment().put("BANTIN_DATA_DIR", data.toString());
        builder.environment().put("BANTIN_DEMO", "false");
        builder.environment().put("BANTIN_DATABASE_PORT", String.valueOf(databasePort));
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
        builder.redirectErrorStream(true).redirectOutput(work.resolve("server.log").toFile());
        started.add(builder.start());
        waitUntilReady();
    }

    private void waitUntilReady() throws Exception {
        var client = HttpClient.newHttpClient();
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/health/ready")).build();
        for (int i = 0; i < 600; i++) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // the port is not open yet
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the server did not start: " + work.resolve("server.log"));
    }

    /** 10,000 published articles with the ids from 1, each viewed once, so that all have their row. */
    private void load() throws SQLException {
        say("writing %,d articles", ARTICLES);
        sql("insert into section (id, version, slug, name, position, created_at, updated_at)"
                + " values (1, 1, 'tin', 'Tin', 0, now(), now())");
        sql("""
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select n, 1, 1, 'published', 'vi', 'tin-' || n, 'Tin số ' || n, 1, '[]', now() - n * interval '1 minute',
                       now(), now()
                  from generate_series(1, %d) n""".formatted(ARTICLES));
        sql("insert into view_count (article_id, total) select id, 1 from article");
        sql("vacuum analyze");
    }

    private void startRedis() throws Exception {
        redisPort = freePort();
        var redis = new ProcessBuilder("redis-server", "--port", String.valueOf(redisPort), "--bind", "127.0.0.1",
                "--save", "", "--appendonly", "no", "--dir", work.toString());
        started.add(redis.redirectErrorStream(true)
                .redirectOutput(work.resolve("redis.log").toFile())
                .start());
        Thread.sleep(1000);
    }

    private void stopAll() {
        started.forEach(Process::destroy);
        try {
            for (var process : started) {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
            try (var files = Files.walk(work)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("not everything was cleaned up: " + e);
        }
    }

    // ---- The page ---------------------------------------------------------------------------------------------------

    private String machine() throws Exception {
        return """

                Measured on %s by `bench/run views`: %s, %d cores, %s, Linux %s, Java %s with `-Xmx256m`, PostgreSQL %s
                with `fsync` and `synchronous_commit` on, on a disk that does %s `fsync`s a second. %d connections over
                the loopback; server, database and load share the cores. Median of 3 runs of 10 s, in turn.
                """.formatted(
                LocalDate.now(),
                find(Files.readString(Path.of("/proc/cpuinfo")), "model name\\s*: (.*)").group(1),
                Runtime.getRuntime().availableProcessors(),
                find(Files.readString(Path.of("/proc/meminfo")), "MemTotal:\\s*(\\d+)").group(1).replaceFirst("\\d{6}$", " GB"),
                find(System.getProperty("os.version"), "^\\d+\\.\\d+").group(),
                System.getProperty("java.version"),
                sql("show server_version"),
                number(fsyncs()),
                CONNECTIONS);
    }

    private double fsyncs() throws IOException {
        int times = 500;
        var file = work.resolve("fsync");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var began = System.nanoTime();
            for (int i = 0; i < times; i++) {
                channel.write(ByteBuffer.allocate(8192), 0);
                channel.force(false);
            }
            return times * 1e9 / (System.nanoTime() - began);
        }
    }

    /** Puts the section between its two markers. */
    private static void write(String name, String section) throws IOException {
        var page = Path.of("docs/benchmarks.md");
        var begin = "<!-- " + name + ": written by bench/run -->";
        var end = "<!-- /" + name + " -->";
        var text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        Files.writeString(page, text.substring(0, from) + "\n" + section + text.substring(text.indexOf(end)));
        say("wrote %s", page);
    }

    // ---- Tools ------------------------------------------------------------------------------------------------------

    private String password() throws IOException {
        return Files.readString(data.resolve("postgres.password"));
    }

    /** The first column of the first row, if there is one. */
    private String sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres", "postgres", password());
                var any = connection.createStatement()) {
            if (!any.execute(statement)) {
                return null;
            }
            any.getResultSet().next();
            return any.getResultSet().getString(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) throws Exception {
        return run(new ProcessBuilder(command));
    }

    private static String run(ProcessBuilder builder) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(builder.command() + " failed:\n" + output);
        }
        return output;
    }

    private static Matcher find(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in:\n" + text);
        }
        return matcher;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
