package bantin.testsupport;

import static bantin.testsupport.Concurrently.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A PostgreSQL server from packages of the operating system, which has the programs that the embedded one lacks. It
 * can have a standby.
 */
public final class InstalledPostgres implements AutoCloseable {

    private final Path directory;
    private final int port;

    private InstalledPostgres(Path directory) throws IOException {
        this.directory = directory;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /** Starts a new and empty one. */
    public static InstalledPostgres start(Path directory) throws IOException {
        var server = new InstalledPostgres(directory);
        Programs.run(
                asNobodySpecial("initdb", "-D", directory.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8"));
        server.start();
        return server;
    }

    /** Starts a copy that replicates from it, with the name {@code standby}. */
    public InstalledPostgres standby(Path copy) throws IOException {
        var standby = new InstalledPostgres(copy);
        Files.createDirectory(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var source = "host=127.0.0.1 port=" + port + " user=postgres application_name=standby";
        Programs.run(asNobodySpecial(
                "pg_basebackup", "-d", source, "-D", copy.toString(), "-R", "-X", "stream", "-c", "fast"));
        standby.start();
        return standby;
    }

    public void start() {
        var options = "-c port=" + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60";
        Programs.run(asNobodySpecial(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                directory.toString(),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options));
    }

    /** Ends open sessions (mode fast). */
    public void stop() {
        Programs.run(asNobodySpecial("pg_ctl", "stop", "-w", "-m", "fast", "-D", directory.toString()));
    }

    public void promote() {
        Programs.run(asNobodySpecial("pg_ctl", "promote", "-w", "-D", directory.toString()));
    }

    /** SIGKILL of all its processes. */
    public void kill() throws IOException {
        var postmaster = postmaster();
        var all = new ArrayList<>(postmaster.children().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    public int port() {
        return port;
    }

    public void execute(String... statements) throws SQLException {
        try (var connection = connect()) {
            Sql.execute(connection, statements);
        }
    }

    public long number(String query) throws SQLException {
        try (var connection = connect()) {
            return Sql.number(connection, query);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody. */
    private static List<String> asNobodySpecial(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(Programs.find(program).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (IOException | RuntimeException e) {
            // it has ended already
        }
    }
}
