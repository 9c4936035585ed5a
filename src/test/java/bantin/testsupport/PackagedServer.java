package bantin.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What was packaged in a process of its own, as {@code run} starts it for an operator: started, asked, stopped, killed. */
public final class PackagedServer implements AutoCloseable {

    /** The first start after a build follows a training run. */
    private static final Duration START_WAIT = Duration.ofMinutes(3);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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

    /** Starts it and waits until it answers. */
    public static PackagedServer start(Path data, Map<String, String> environment) {
        var server = launch(data, environment);
        var until = System.nanoTime() + START_WAIT.toNanos();
        while (System.nanoTime() < until && server.process.isAlive()) {
            try {
                if (server.get("/q/health/ready").statusCode() == 200) {
                    return server;
                }
            } catch (UncheckedIOException notYet) {
                // the port is not open yet
            }
            pause();
        }
        server.close();
        throw new AssertionError("the server did not start:\n" + server.log());
    }

    /** Starts it and waits for nothing. */
    public static PackagedServer launch(Path data, Map<String, String> environment) {
        try (var socket = new ServerSocket(0)) {
            var port = socket.getLocalPort();
            var log = Files.createTempFile(Path.of("target"), "server-", ".log");
            var builder = new ProcessBuilder(
                    "./run",
                    "-Xmx256m",
                    // started some sixty times: what it gains by compiling well it would not have the time to use
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");
            builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("BANTIN_"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("BANTIN_APP", System.getProperty("bantin.app"));
            builder.environment().put("BANTIN_DATA_DIR", data.toString());
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            // a test that wants the time that balancers need says so
            builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0");
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            return new PackagedServer(data, log, port, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    @Override
    public void close() {
        process.destroyForcibly();
        database(data).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
