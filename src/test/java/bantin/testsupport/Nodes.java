package bantin.testsupport;

import bantin.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packaged servers on one PostgreSQL that none of them has started. */
public final class Nodes implements AutoCloseable {

    /** The first admin's API key. */
    public static final String KEY = Api.ADMIN_KEY;

    private final Path data;
    private final List<PackagedServer> nodes = new ArrayList<>();
    private final int port;
    private EmbeddedDatabase database;

    public Nodes() throws IOException {
        data = Files.createTempDirectory(Path.of("target"), "nodes-").toAbsolutePath();
        // for programs that refuse to run as root and become another user
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        database = EmbeddedDatabase.in(databaseDirectory(), 0).start();
        port = Integer.parseInt(database.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    /** A directory for files of the test, which ends with the nodes. */
    public Path directory() {
        return data;
    }

    private Path databaseDirectory() {
        return data.resolve("database");
    }

    public EmbeddedDatabase database() {
        return database;
    }

    /** What a server has to know to use a database. */
    public static Map<String, String> settings(String url, String user, String password) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", user,
                "QUARKUS_DATASOURCE_PASSWORD", password,
                "BANTIN_ADMIN_KEY", KEY);
    }

    public PackagedServer start() {
        return start(Map.of());
    }

    /** @param environment beside what every node needs, or instead of it */
    public PackagedServer start(Map<String, String> environment) {
        return start(1, environment).get(0);
    }

    /** Several at the same time. */
    public List<PackagedServer> start(int count, Map<String, String> environment) {
        var all = new HashMap<>(settings(database.jdbcUrl(), database.user(), database.password()));
        all.putAll(environment);
        var started = Stream.generate(() -> PackagedServer.launch(data, all))
                .limit(count)
                .toList();
        nodes.addAll(started);
        started.forEach(PackagedServer::awaitReady);
        return started;
    }

    /** SIGKILL. */
    public void killDatabase() throws IOException {
        PackagedServer.killDatabase(databaseDirectory());
        stopDatabase();
    }

    public void stopDatabase() throws IOException {
        database.stop();
    }

    /** Starts it again, where it was. */
    public void startDatabase() throws IOException {
        database = EmbeddedDatabase.in(databaseDirectory(), port).start();
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    /** The one number that the query returns. */
    public long number(String query) throws SQLException {
        try (var connection = connect()) {
            return Sql.number(connection, query);
        }
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(PackagedServer::kill);
        database.stop();
        TestDatabase.deleteRecursively(data);
    }
}
