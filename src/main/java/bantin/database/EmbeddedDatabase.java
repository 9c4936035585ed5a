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
 * A PostgreSQL with its own data directory, which listens on the loopback interface.
 *
 * <p>One process owns a data directory at a time. The JVM holds a lock on {@code bantin.lock}, which is released when
 * the process ends, in whatever way. If a JVM was killed, its postmaster still runs. The process that holds the lock
 * may stop it, because no other process can use it.
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
     * Takes ownership of the directory. The address is known from then on, but nothing listens there before
     * {@link #start}.
     *
     * @param directory created if it does not exist
     * @param port the port to listen on; 0 for any free port
     * @throws DirectoryInUse if another process owns the directory
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
     * Starts PostgreSQL with the data in the directory. Returns when it accepts connections.
     *
     * @throws IOException if it could not be started
     */
    public EmbeddedDatabase start() throws IOException {
        try {
            // The postmaster of a killed JVM. If PostgreSQL was killed too, it recovers from its write-ahead log.
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

    /** Closes the remaining connections, writes everything to disk, and stops PostgreSQL. */
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
                // The library is made for tests and starts PostgreSQL without fsync and with synchronous_commit off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", sharedMegabytes() + "MB")
                // The bitmaps of a search among a million articles. Where they do not fit, each text is matched again.
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // It also lets every user of the machine connect. These are options of initdb; the last one counts.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile", directory.resolve("postgres.password").toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                .start();
        // The library makes the directory of the programs writable for every user.
        Files.setPosixFilePermissions(binaries, OWNER_ONLY);
    }

    /**
     * Shared buffers: an eighth of the machine's memory, between 128 MB (PostgreSQL's default) and 2 GB. PostgreSQL
     * only takes what it uses.
     */
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
            // The process may have ended, and another process may have its pid.
            return ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * Sends SIGINT, PostgreSQL's fast shutdown. Java can send only SIGTERM, which waits for the last client to
     * disconnect: forever, if an operator's {@code psql} is open, or if the pool was closed while it was opening a
     * connection.
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

    /**
     * Polls, because Java checks a process that is not its child only every 0.3 seconds at first, and later less often.
     */
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

    /** Another process owns the data directory. */
    public static final class DirectoryInUse extends IOException {

        DirectoryInUse(Path directory) {
            super("Another Bản Tin is running on the data directory "
                    + directory.toAbsolutePath().normalize()
                    + ". Stop it, or set BANTIN_DATA_DIR to a different directory.");
        }
    }
}
