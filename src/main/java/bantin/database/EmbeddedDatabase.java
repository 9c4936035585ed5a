package bantin.database;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A real PostgreSQL in a data directory of ours, listening on the loopback interface.
 *
 * <p>One process owns a data directory at a time: {@code bantin.lock} is held by the JVM and falls when it dies, however
 * it dies. What a killed JVM leaves behind is its postmaster; whoever holds the lock may stop it, because nobody else
 * can have a use for it.
 */
public final class EmbeddedDatabase {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    private final Path directory;
    private final FileChannel lockFile;
    private final Path cluster;
    private final String password;
    private final int port;

    private EmbeddedDatabase(Path directory, FileChannel lockFile, int port) throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.cluster = directory.resolve("postgres");
        this.password = password(directory.resolve("postgres.password"));
        this.port = port == 0 ? freePort() : port;
    }

    /**
     * Takes possession of the directory. The address is known from then on; nobody listens there before {@link #start}.
     *
     * @param directory made if it is not there
     * @param port where it will listen; 0 for one that is free
     * @throws DirectoryInUse another process holds it
     */
    public static EmbeddedDatabase in(Path directory, int port) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        var lockFile = lock(directory);
        try {
            return new EmbeddedDatabase(directory, lockFile, port);
        } catch (IOException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Starts it, with all that an earlier run has left in the directory; returns when it takes connections.
     *
     * @throws IOException it could not be started
     */
    public EmbeddedDatabase start() throws IOException {
        try {
            // What a killed JVM has left. A database that was killed too recovers from its log.
            stop(cluster);
            Files.deleteIfExists(cluster.resolve("epg-lock"));
            launch();
            return this;
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    /** Ends the connections that are left, writes everything, and stops. */
    public void stop() throws IOException {
        stop(cluster);
        lockFile.close();
    }

    private static FileChannel lock(Path directory) throws IOException {
        var file =
                FileChannel.open(directory.resolve("bantin.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            file.close();
            throw new DirectoryInUse(directory);
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void launch() throws IOException {
        var binaries = directory.resolve("postgres-binaries");
        EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(cluster.toFile())
                .setPort(port)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                // The library starts PostgreSQL for tests: without fsync, acknowledging before it is on disk.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", sharedMegabytes() + "MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // and lets in everybody on the machine. These are options of initdb; the last one given counts.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile", directory.resolve("postgres.password").toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .start();
        // The library lets everybody write where the programs are.
        Files.setPosixFilePermissions(binaries, OWNER_ONLY);
    }

    /** For what is read often: an eighth of the machine's memory. PostgreSQL's own 128 MB are for small machines; it takes what it uses. */
    private static long sharedMegabytes() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(128, Math.min(2048, machine.getTotalMemorySize() / 8 / 1024 / 1024));
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.writeString(Files.createFile(file, ownerOnly), HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file);
    }

    private static Optional<ProcessHandle> postmaster(Path cluster) {
        try {
            var pid = Long.parseLong(
                    Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip());
            // A pid outlives its process and may by now be anybody's.
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * SIGINT is PostgreSQL's "fast shutdown". SIGTERM, all that Java can send, would wait for the last client: for ever, where the pool
     * was closed while it made a connection, or an operator's {@code psql} is open.
     */
    private static void stop(Path cluster) throws IOException {
        var running = postmaster(cluster);
        if (running.isEmpty()) {
            return;
        }
        var postmaster = running.get();
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + postmaster.pid())
                    .start()
                    .waitFor();
            if (!ends(postmaster)) {
                postmaster.destroyForcibly();
                ends(postmaster);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks itself: after a process that is not its child Java looks every 0.3 seconds at first, and then less and less often. */
    private static boolean ends(ProcessHandle process) throws InterruptedException {
        var until = System.nanoTime() + STOP_WAIT.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** Somebody else works in the data directory. */
    public static final class DirectoryInUse extends IOException {

        DirectoryInUse(Path directory) {
            super("Another Bản Tin is running on the data directory "
                    + directory.toAbsolutePath().normalize()
                    + ". Stop it, or set BANTIN_DATA_DIR to a different directory.");
        }
    }
}
