package bantin.testsupport;

import static bantin.testsupport.Concurrently.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server in its own process, started with {@code run} as an operator starts it. */
public final class PackagedServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration TRAINING_TIMEOUT = Duration.ofMinutes(10);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static {
        makeTrainingRun();
    }

    private final Path data;
    private final Path log;
    private final int port;
    private final Process process;

    private PackagedServer(Path data, Path log, int port, Process process) {
        this.data = data;
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /** The first start after a build makes a training run. Other JVMs with tests wait for it here. */
    private static void makeTrainingRun() {
        try (var file = FileChannel.open(
                        Path.of("target", "training-run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            Programs.run(run("-version").redirectErrorStream(true), TRAINING_TIMEOUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder run(String... arguments) {
        var builder = new ProcessBuilder(
                Stream.concat(Stream.of("./run"), Stream.of(arguments)).toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("BANTIN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("BANTIN_APP", System.getProperty("bantin.app"));
        return builder;
    }

    /** Starts it and waits until it is ready. */
    public static PackagedServer start(Path data, Map<String, String> environment) {
        return launch(data, environment).awaitReady();
    }

    /** Starts it and does not wait. */
    public static PackagedServer launch(Path data, Map<String, String> environment) {
        try (var socket = new ServerSocket(0)) {
            var port = socket.getLocalPort();
            var log = Files.createTempFile(Path.of("target"), "server-", ".log");
            var builder = run(
                    "-Xmx256m",
                    // started some sixty times: none of them runs long enough for C2 to be worth its time
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");
            builder.environment().put("BANTIN_DATA_DIR", data.toString());
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            // the time that load balancers need: a test that wants it says so
            builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0");
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            return new PackagedServer(data, log, port, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PackagedServer awaitReady() {
        try {
            await(START_TIMEOUT, () -> isReady() || !process.isAlive());
            assertThat(process.isAlive()).isTrue();
            return this;
        } catch (AssertionError e) {
            close();
            throw new AssertionError("the server did not start:\n" + log(), e);
        }
    }

    /** False if it refuses connections, too. */
    public boolean isReady() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    public HttpResponse<String> post(String path, String json, String key) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** An edit that overwrites knowingly. */
    public HttpResponse<String> patch(String path, String json, String key) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .header("Authorization", "Bearer " + key)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The path of a new published article. */
    public String publish(String title, String key) {
        post("/api/v1/sections", "{\"name\": \"Mục\", \"slug\": \"muc\"}", key);
        var article = post(
                "/api/v1/articles",
                "{\"title\": \"" + title + "\", \"section\": \"muc\", \"bodyMarkdown\": \"x\"}",
                key);
        assertThat(article.statusCode()).as(article.body()).isEqualTo(201);
        var path = "/api/v1/articles/" + Json.read(article.body()).get("id");
        assertThat(post(path + "/publish", "{}", key).statusCode()).isEqualTo(200);
        return path;
    }

    /** What it answers to a request that no HTTP client would send. */
    public String raw(String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri(String path) {
        return URI.create(address() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String adminKey() {
        try {
            return Files.readString(data.resolve("admin.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of all metrics whose lines begin so, with or without labels. */
    public double metric(String begin) {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** How many requests it works on, among them the one that asks. */
    public double activeRequests() {
        return metric("http_server_active_requests");
    }

    /** SIGTERM, and how it ended. */
    public int stop() {
        terminate();
        return waitForEnd();
    }

    /** SIGTERM, without waiting for what comes of it. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: no goodbye. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    public int waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database that belongs to the data directory, if it is alive. */
    public static Optional<ProcessHandle> database(Path data) {
        try {
            var pid = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** SIGKILL, also for a database that has outlived its server. */
    public static void killDatabase(Path data) {
        database(data).ifPresent(database -> {
            database.destroyForcibly();
            await(() -> !database.isAlive());
        });
    }

    @Override
    public void close() {
        kill();
        killDatabase(data);
    }
}
