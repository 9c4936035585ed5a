import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the command to the first article, and the memory that is held under load. */
final class Start {

    private static final int ARTICLES = 10_000;
    private static final int CONNECTIONS = 64;

    private final Path app;
    private final boolean quick;
    private Server server;
    private long mostMemory;

    Start(Path app, boolean quick) {
        this.app = app;
        this.quick = quick;
    }

    void run() throws Exception {
        // after a build there is a training run first
        started(Tools.WORK.resolve("before"));
        server.stop();
        var data = Tools.WORK.resolve("data");
        var first = started(data);
        try (var connection = server.connect()) {
            Archive.fill(connection, ARTICLES);
        }
        server.stop();
        var warm = new ArrayList<Double>();
        for (int i = 0; i < (quick ? 3 : 5); i++) {
            warm.add(started(data));
            server.stop();
        }
        warm.sort(null);
        started(data);
        load();
        var section = """

                | | | goal |
                |---|---:|---:|
                | start to the first article, warm data directory (median of %d; fastest %s, slowest %s) | %s | 3 s |
                | start to the first answer, empty data directory (once) | %s | |
                | resident memory under load with `-Xmx256m`, without PostgreSQL's processes (highest seen) | %,d MB | 450 MB |
                """.formatted(
                warm.size(), seconds(warm.get(0)), seconds(warm.get(warm.size() - 1)), seconds(warm.get(warm.size() / 2)),
                seconds(first), mostMemory / 1_000_000);
        System.out.println(section);
        if (!quick) {
            Page.write("start", section);
        }
    }

    /** How many seconds it took. */
    private double started(Path data) throws IOException, InterruptedException {
        long began = System.nanoTime();
        server = Server.start(app, data);
        server.get("/api/v1/articles/1");
        var took = (System.nanoTime() - began) / 1e9;
        Tools.say("started in %.2f s", took);
        return took;
    }

    /** Reads of everything, lists, and views. */
    private void load() throws Exception {
        var url = server.uri("").toString();
        int seconds = quick ? 4 : 10;
        for (int round = 0; round < 2; round++) {
            watched(() -> Load.wrk(CONNECTIONS, seconds, url, "GET", "even", "" + ARTICLES, "/api/v1/articles/"));
            watched(() -> Load.wrk(CONNECTIONS, seconds, url + "/api/v1/articles?limit=100&include=body", List.of()));
            watched(() -> Load.wrk(CONNECTIONS, seconds, url, "POST", "even", "" + ARTICLES, "/api/v1/articles/", "/views"));
        }
    }

    private interface Work {
        Object run() throws Exception;
    }

    private void watched(Work work) throws Exception {
        var done = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        done.start();
        while (done.isAlive()) {
            mostMemory = Math.max(mostMemory, server.residentMemory());
            Thread.sleep(200);
        }
        Tools.say("resident memory up to now: %,d MB at most", mostMemory / 1_000_000);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }
}
