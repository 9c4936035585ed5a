import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A packaged server in a process of its own, with the database inside or on that of another one. */
final class Server {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final int port;
    final Process process;
    private final Server owner;
    private final int databasePort;
    private final Path data;

    private Server(Path app, Server owner, Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.port = Tools.freePort();
        this.owner = owner;
        this.databasePort = owner == null ? Tools.freePort() : owner.databasePort;
        this.data = owner == null ? data : owner.data;
        var builder = new ProcessBuilder("./run", "-Xmx256m");
        builder.environment().put("BANTIN_APP", app.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("BANTIN_DEMO", "false");
        if (owner == null) {
            builder.environment().put("BANTIN_DATA_DIR", data.toString());
            builder.environment().put("BANTIN_DATABASE_PORT", String.valueOf(databasePort));
        } else {
            builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", url());
            builder.environment().put("QUARKUS_DATASOURCE_USERNAME", "postgres");
            builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", password());
        }
        this.process = Tools.start(builder, "server-" + port + ".log");
        waitUntilReady();
    }

    /** With a database of its own in this directory. */
    static Server start(Path app, Path data) throws IOException, InterruptedException {
        return new Server(app, null, data, Map.of());
    }

    /** Another node on the same database. */
    Server another(Path app, Map<String, String> environment) throws IOException, InterruptedException {
        return new Server(app, this, null, environment);
    }

    private void waitUntilReady() throws InterruptedException, IOException {
        for (int i = 0; i < 20_000; i++) {
            if (isReady()) {
                return;
            }
            // not more often: it would take from the start what it measures
            Thread.sleep(30);
        }
        throw new IllegalStateException("the server did not start:\n"
                + Files.readString(Tools.WORK.resolve("server-" + port + ".log")));
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Its first key. */
    String adminKey() throws IOException {
        return Files.readString(data.resolve("admin.key")).strip();
    }

    int databasePort() {
        return databasePort;
    }

    String password() throws IOException {
        return Files.readString(data.resolve("postgres.password"));
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres";
    }

    Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(url(), "postgres", password());
    }

    /** The first column of the first row, if there is one. */
    String sql(String statement) throws SQLException, IOException {
        try (var connection = connect();
                var any = connection.createStatement()) {
            if (!any.execute(statement)) {
                return null;
            }
            any.getResultSet().next();
            return any.getResultSet().getString(1);
        }
    }

    /** Memory that the process holds at this moment, without the database's processes; in bytes. */
    long residentMemory() throws IOException {
        var status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return 1024 * Long.parseLong(Tools.find(status, "VmRSS:\\s+(\\d+)").group(1));
    }

    void stop() throws InterruptedException {
        Tools.stop(process);
    }
}
