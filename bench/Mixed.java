import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Two nodes on one database; readers at both, a view for every 200 reads, an edit every second at one node or the other.
 * Every single answer is checked: the node that took an edit must never show what was before it once it has answered, the
 * other one not later than a second after. Then, at one node, how many reads of many articles come from memory while one article is published a
 * second.
 */
final class Mixed {

    private static final int ARTICLES = 10_000;
    private static final int HOT = 20;
    private static final int READERS_EACH = 8;
    private static final int KEPT = 5_000;
    private static final double HIT_RATIO = 0.99;
    private static final int READS_FOR_A_VIEW = 200;
    private static final long GRACE_NANOS = 1_000_000_000L;
    private static final Pattern LISTED = Pattern.compile("\"id\":(\\d+),\"version\":(\\d+)");

    private final Path app;
    private final boolean quick;
    private final List<Server> nodes = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final ConcurrentLinkedDeque<Edit> acknowledged = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong views = new AtomicLong();
    private final ConcurrentLinkedDeque<String> stale = new ConcurrentLinkedDeque<>();

    /** @param at when it was answered, on the clock of {@link System#nanoTime} */
    private record Edit(int node, long article, long version, long at) {}

    Mixed(Path app, boolean quick) {
        this.app = app;
        this.quick = quick;
    }

    void run() throws Exception {
        nodes.add(Server.start(app, Tools.WORK.resolve("data")));
        try (var connection = nodes.get(0).connect()) {
            Archive.fill(connection, ARTICLES);
        }
        nodes.add(nodes.get(0).another(app, Map.of()));
        Tools.say("warming up");
        read(quick ? 3 : 10);
        int seconds = quick ? 10 : 60;
        Tools.say("reading for %d s", seconds);
        views.set(0);
        edits.clear();
        var latencies = read(seconds);
        Arrays.sort(latencies);
        var hitRatio = hitRatio(seconds);
        var section = """

                Two nodes, %d connections to each. In %d s: %s reads (%s a second), %s views, %d edits. Reads: p50 %s, p99 %s.
                Answers that were older than they may be (at once on the node that took the edit, after a second on the other): **%d**.
                Of reads of %s articles, each as often as any other, **%.4f** came from memory while one article a second was published.
                """.formatted(
                READERS_EACH, seconds, Tools.number(latencies.length), Tools.number(latencies.length / (double) seconds),
                Tools.number(views.get()), edits.size(),
                Tools.millis(latencies[latencies.length / 2] / 1e6),
                Tools.millis(latencies[(int) (latencies.length * 0.99)] / 1e6), stale.size(),
                Tools.number(KEPT), hitRatio);
        System.out.println(section);
        if (!stale.isEmpty()) {
            stale.stream().limit(20).forEach(System.err::println);
            System.exit(1);
        }
        if (hitRatio < HIT_RATIO) {
            System.err.println("that is less than " + HIT_RATIO);
            System.exit(1);
        }
        if (!quick) {
            Page.write("mixed", section);
        }
    }

    // ---- What stays in memory -----------------------------------------------------------------------------------------

    private double hitRatio(int seconds) throws Exception {
        Tools.say("reading %,d articles while others are published", KEPT);
        readAll(seconds);
        var before = gets();
        var publishing = new Thread(() -> {
            try {
                for (int i = 0; i < seconds; i++) {
                    publish(1 + i % 2);
                    Thread.sleep(1000);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        publishing.start();
        readAll(seconds);
        publishing.join();
        var after = gets();
        double hits = after[0] - before[0];
        return hits / (hits + after[1] - before[1]);
    }

    private void readAll(int seconds) throws IOException, InterruptedException {
        Load.wrk(READERS_EACH, seconds, nodes.get(0).uri("").toString(), "GET", "even", String.valueOf(KEPT), "/api/v1/articles/");
    }

    /** One that is not read: unpublished, and then published again, by the other node and by the one that is read. */
    private void publish(int node) throws IOException, InterruptedException {
        for (var verb : List.of("unpublish", "publish")) {
            var answer = Server.HTTP.send(
                    HttpRequest.newBuilder(nodes.get(node % 2).uri("/api/v1/articles/" + (KEPT + 1) + "/" + verb))
                            .header("Authorization", "Bearer " + nodes.get(0).adminKey())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(verb + " was refused: " + answer.body());
            }
        }
    }

    /** Hits and misses so far, at the first node. */
    private double[] gets() throws IOException, InterruptedException {
        var metrics = nodes.get(0).get("/q/metrics").body();
        return List.of("hit", "miss").stream()
                .mapToDouble(result -> Double.parseDouble(
                        Tools.find(metrics, "cache_gets_total\\{cache=\"responses\",[^}]*result=\"" + result + "\"[^}]*\\} ([\\d.E+]+)").group(1)))
                .toArray();
    }

    /** How long each read took, in nanoseconds. */
    private long[] read(int seconds) throws Exception {
        ended.set(false);
        var readers = new ArrayList<Reader>();
        for (int node = 0; node < nodes.size(); node++) {
            for (int i = 0; i < READERS_EACH; i++) {
                readers.add(new Reader(node));
            }
        }
        readers.forEach(Thread::start);
        for (int i = 0; i < seconds; i++) {
            Thread.sleep(1000);
            edit(i % 2);
        }
        ended.set(true);
        for (var reader : readers) {
            reader.join();
            if (reader.failure != null) {
                throw reader.failure;
            }
        }
        return readers.stream().flatMapToLong(Reader::latencies).toArray();
    }

    private void edit(int node) throws IOException, InterruptedException {
        long article = 1 + ThreadLocalRandom.current().nextInt(HOT);
        var answer = Server.HTTP.send(
                HttpRequest.newBuilder(nodes.get(node).uri("/api/v1/articles/" + article + "?publish=true"))
                        .header("Authorization", "Bearer " + nodes.get(0).adminKey())
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"lead\": \"Sapo " + System.nanoTime() + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        long at = System.nanoTime();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the edit was refused: " + answer.body());
        }
        var version = Long.parseLong(Tools.find(answer.headers().firstValue("ETag").orElseThrow(), "\"(\\d+)\\.").group(1));
        var edit = new Edit(node, article, version, at);
        edits.add(edit);
        acknowledged.add(edit);
    }

    private final class Reader extends Thread {

        private final int node;
        private final Socket socket;
        private final BufferedInputStream in;
        private long[] took = new long[1 << 20];
        private int reads;
        private Exception failure;

        Reader(int node) throws IOException {
            this.node = node;
            socket = new Socket("127.0.0.1", nodes.get(node).port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        java.util.stream.LongStream latencies() {
            return Arrays.stream(took, 0, reads);
        }

        @Override
        public void run() {
            try (socket) {
                while (!ended.get()) {
                    if (reads % READS_FOR_A_VIEW == READS_FOR_A_VIEW - 1) {
                        exchange("POST /api/v1/articles/" + anArticle() + "/views", "Content-Length: 0\r\n");
                        views.incrementAndGet();
                    }
                    readOnce();
                }
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        }

        private long anArticle() {
            return 1 + ThreadLocalRandom.current().nextInt(HOT);
        }

        private void readOnce() throws IOException {
            var asked = System.nanoTime();
            if (reads % 4 == 3) {
                var listed = LISTED.matcher(exchange("GET /api/v1/articles?fields=id,version&sort=publishedAt", ""));
                record(asked);
                while (listed.find()) {
                    check("list", Long.parseLong(listed.group(1)), Long.parseLong(listed.group(2)), asked);
                }
            } else {
                long article = anArticle();
                var body = exchange("GET /api/v1/articles/" + article, "");
                record(asked);
                int at = body.indexOf("\"version\":") + 10;
                check("article", article, Long.parseLong(body.substring(at, body.indexOf(',', at))), asked);
            }
        }

        private void record(long asked) {
            took = reads == took.length ? Arrays.copyOf(took, 2 * reads) : took;
            took[reads++] = System.nanoTime() - asked;
        }

        private void check(String where, long article, long version, long asked) {
            for (var edit : acknowledged) {
                var known = edit.at + (edit.node == node ? 0 : GRACE_NANOS);
                if (edit.article == article && edit.version > version && known < asked) {
                    stale.add("%s at node %d: article %d had version %d, %d ms after node %d had acknowledged %d".formatted(
                            where, node, article, version, (asked - edit.at) / 1_000_000, edit.node, edit.version));
                }
            }
        }

        /** The body of the answer. */
        private String exchange(String request, String headers) throws IOException {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(request + " was answered with " + status);
            }
            int length = 0;
            for (var line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).trim());
                }
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
