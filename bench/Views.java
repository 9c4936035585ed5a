import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The view counter. */
final class Views {

    private static final String OURS = "**Bản Tin**, one of its transactions for all that wait";
    private static final String OURS_MANY = "**Bản Tin**, 256 connections";
    private static final String PER_REQUEST = "(a) the same server, one `UPDATE … RETURNING` for each request";
    private static final String PGBENCH = "(b) `pgbench -M prepared`, that `UPDATE`, no HTTP";
    private static final String REDIS = "(c) `redis-benchmark INCR`, nothing on disk";
    private static final String REDIS_DURABLE = "(c) `redis-benchmark INCR`, on disk before the answer";
    private static final Map<String, String> TITLES = Map.of(
            "hot", "One hot article",
            "even", "10,000 articles, all alike",
            "zipf", "10,000 articles, the n-th read 1/n as often as the first");

    private static final int CONNECTIONS = 64;
    private static final int MANY_CONNECTIONS = 256;
    private static final int ARTICLES = 10_000;
    private static final long AGE = 10_000_000;

    private final Path app;
    private final boolean quick;
    private Server server;
    private int redis;

    Views(Path app, boolean quick) {
        this.app = app;
        this.quick = quick;
    }

    void run() throws Exception {
        server = Server.start(app, Tools.WORK.resolve("data"));
        load();
        startRedis();
        warmUp();
        var tables = new TreeMap<String, Page.Table>();
        var scenarios = List.of("hot", "even", "zipf");
        int rounds = quick ? 1 : 3;
        for (int round = 1; round <= rounds; round++) {
            for (var scenario : scenarios) {
                var table = tables.computeIfAbsent(
                        scenario, any -> new Page.Table(TITLES.get(scenario), "views a second", OURS));
                Tools.say("round %d of %d: %s", round, rounds, scenario);
                table.add(OURS, post(scenario, "/api/v1/articles/", "/views"));
                table.add(OURS_MANY, post(MANY_CONNECTIONS, scenario, "/api/v1/articles/", "/views"));
                table.add(PER_REQUEST, post(scenario, "/bench/update/", ""));
                table.add(PGBENCH, pgbench(scenario));
                if (scenario.equals("hot")) {
                    table.add(REDIS, Load.redisIncrements(redis, CONNECTIONS, seconds(), false));
                    table.add(REDIS_DURABLE, Load.redisIncrements(redis, CONNECTIONS, seconds(), true));
                }
            }
        }
        var page = new StringBuilder();
        scenarios.forEach(scenario -> page.append(tables.get(scenario)));
        if (!quick) {
            page.append(age());
        }
        System.out.println(page);
        if (!quick) {
            var how = CONNECTIONS + " connections over the loopback. Median of 3 runs of 10 s, in turn.";
            Page.write("views", Page.machine(server, "bench/run views", how) + page);
        }
    }

    private int seconds() {
        return quick ? 5 : 10;
    }

    private Load.Result post(String how, String prefix, String suffix) throws Exception {
        return post(CONNECTIONS, how, prefix, suffix);
    }

    private Load.Result post(int connections, String how, String prefix, String suffix) throws Exception {
        return Load.withCpu(server.process, seconds(), () -> Load.wrk(connections, seconds(), server.uri("").toString(),
                "POST", how, String.valueOf(ARTICLES), prefix, suffix));
    }

    private Load.Result pgbench(String how) throws IOException, InterruptedException {
        var id = switch (how) {
            case "hot" -> "\\set id 1";
            case "even" -> "\\set id random(1, 10000)";
            default -> "\\set id random_zipfian(1, 10000, 1.001)";
        };
        return Load.pgbench(server, CONNECTIONS, seconds(),
                id + "\nupdate view_count set total = total + 1 where article_id = :id returning total;\n");
    }

    private void warmUp() throws Exception {
        Tools.say("warming up");
        for (int i = 0; i < (quick ? 1 : 3); i++) {
            post("hot", "/api/v1/articles/", "/views");
            post("even", "/api/v1/articles/", "/views");
            post("even", "/bench/update/", "");
        }
    }

    /** The same again after ten million views. */
    private String age() throws Exception {
        var before = new TreeMap<String, Load.Result>();
        var after = new TreeMap<String, Load.Result>();
        for (var scenario : List.of("hot", "even")) {
            before.put(scenario, thrice(scenario));
        }
        var sizeBefore = sizes();
        long goal = counted() + AGE;
        for (long now = counted(); now < goal; now = counted()) {
            Tools.say("growing old: %,d views to go", goal - now);
            post("zipf", "/api/v1/articles/", "/views");
        }
        for (var scenario : List.of("hot", "even")) {
            after.put(scenario, thrice(scenario));
        }
        var table = new StringBuilder("\n#### Ten million views later\n\n");
        table.append("| | views a second | p50 | p99 |\n|---|---:|---:|---:|\n");
        for (var scenario : before.keySet()) {
            for (var when : List.of(Map.entry("before", before), Map.entry("after", after))) {
                var result = when.getValue().get(scenario);
                table.append("| %s, %s | %s | %s | %s |%n".formatted(scenario, when.getKey(),
                        Tools.number(result.throughput()), Tools.millis(result.p50()), Tools.millis(result.p99())));
            }
        }
        table.append("\nSize of the tables before: %s; after: %s. Views counted in all: %s.\n"
                .formatted(sizeBefore, sizes(), Tools.number(counted())));
        return table.toString();
    }

    private Load.Result thrice(String scenario) throws Exception {
        var results = new ArrayList<Load.Result>();
        for (int i = 0; i < 3; i++) {
            results.add(post(scenario, "/api/v1/articles/", "/views"));
        }
        return Load.Result.median(results);
    }

    private long counted() throws SQLException, IOException {
        return Long.parseLong(server.sql("select sum(total) from view_count"));
    }

    private String sizes() throws SQLException, IOException {
        return server.sql("""
                select 'view_count ' || pg_size_pretty(pg_total_relation_size('view_count'))
                    || ', view_hour ' || pg_size_pretty(pg_total_relation_size('view_hour'))""");
    }

    /** 10,000 published articles with the ids from 1, each viewed once, so that all have their row. */
    private void load() throws SQLException, IOException {
        Tools.say("writing %,d articles", ARTICLES);
        server.sql("insert into section (id, version, slug, name, position, created_at, updated_at)"
                + " values (1, 1, 'tin', 'Tin', 0, now(), now())");
        server.sql("""
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select n, 1, 1, 'published', 'vi', 'tin-' || n, 'Tin số ' || n, 1, '[]', now() - n * interval '1 minute',
                       now(), now()
                  from generate_series(1, %d) n""".formatted(ARTICLES));
        server.sql("vacuum analyze");
    }

    private void startRedis() throws IOException, InterruptedException {
        redis = Tools.freePort();
        Tools.start(
                new ProcessBuilder("redis-server", "--port", String.valueOf(redis), "--bind", "127.0.0.1", "--save", "",
                        "--appendonly", "no", "--dir", Tools.WORK.toString()),
                "redis.log");
        Thread.sleep(1000);
    }
}
