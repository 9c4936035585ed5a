package bantin;

import bantin.database.EmbeddedDatabase;
import bantin.database.StartFailure;
import bantin.openapi.PrebuiltOpenApi;
import bantin.problem.InternalErrors;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the server, and an embedded PostgreSQL unless {@code QUARKUS_DATASOURCE_JDBC_URL} is set. Quarkus connects in
 * the second phase of its boot, so the database starts in parallel with the first phase.
 */
@QuarkusMain
public class Main {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    public static void main(String... args) {
        // Quarkus answers a URL that is not valid with an empty 400. RequestPipeline checks it instead and answers with
        // a problem.
        System.setProperty("vertx.disableURIValidation", "true");
        PrebuiltOpenApi.hideFromStart();
        var stopped = new CountDownLatch(1);
        if (ConfigProvider.getConfig().getOptionalValue(JDBC_URL, String.class).isEmpty()) {
            try {
                startWithDatabase(stopped);
            } catch (ExceptionInInitializerError e) {
                ended(1, e, stopped);
            }
        }
        migrateOverDirectConnection();
        Quarkus.run(null, (exitCode, failure) -> ended(exitCode, failure, stopped), args);
    }

    /** Runs once in a JVM. In development mode, {@link #main} runs again at each reload and finds the URL set. */
    private static void startWithDatabase(CountDownLatch stopped) {
        var config = ConfigProvider.getConfig();
        var directory = config.getOptionalValue("bantin.data-dir", Path.class).orElse(Path.of("data"));
        var port =
                config.getOptionalValue("bantin.database.port", Integer.class).orElse(0);
        try {
            var database = EmbeddedDatabase.in(directory, port);
            System.setProperty(JDBC_URL, database.jdbcUrl());
            System.setProperty("quarkus.datasource.username", database.user());
            System.setProperty("quarkus.datasource.password", database.password());
            System.setProperty("bantin.database.embedded", "true");
            var start = new FutureTask<>(database::start);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, start, stopped), "stop-database"));
            new Thread(start, "start-database").start();
            prepareQuarkus();
            start.get();
        } catch (EmbeddedDatabase.DirectoryInUse e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("The embedded database could not be started in " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only if the direct URL differs. Otherwise Flyway uses a connection of the pool, which is faster. */
    private static void migrateOverDirectConnection() {
        var config = ConfigProvider.getConfig();
        var direct = config.getOptionalValue("bantin.database.direct-url", String.class);
        if (!direct.equals(config.getOptionalValue(JDBC_URL, String.class))) {
            System.setProperty("quarkus.flyway.jdbc-url", direct.orElseThrow());
            for (var name : List.of("username", "password")) {
                var value = config.getOptionalValue("quarkus.datasource." + name, String.class);
                System.setProperty("quarkus.flyway." + name, value.orElse(""));
            }
        }
    }

    private static Duration shutdownDelay() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.shutdown.delay", String.class)
                .map(DurationConverter::parseDuration)
                .orElse(Duration.ZERO);
    }

    private static void prepareQuarkus() {
        try {
            Class.forName(
                    Application.APP_CLASS_NAME, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            // If an IDE starts the server, Quarkus generates this class later.
        }
    }

    /** Quarkus expects this handler to report why the server could not start, and to set the exit code. */
    private static void ended(int exitCode, Throwable failure, CountDownLatch stopped) {
        stopped.countDown();
        if (failure != null) {
            System.err.println("Bản Tin could not start. " + reason(failure));
            System.exit(exitCode == 0 ? 1 : exitCode);
        }
    }

    private static String reason(Throwable failure) {
        var root = InternalErrors.rootOf(failure);
        return root instanceof BindException
                ? "The port is in use. Stop the program that uses it, or set QUARKUS_HTTP_PORT " + "to another port."
                : StartFailure.explain(failure).orElse(root.getMessage() != null ? root.getMessage() : root.toString());
    }

    private static void stop(EmbeddedDatabase database, Future<?> started, CountDownLatch serverStopped) {
        try {
            started.get();
            serverStopped.await(shutdownDelay().plus(SHUTDOWN).toMillis(), TimeUnit.MILLISECONDS);
            database.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // The database had not started, which was reported already.
        } catch (IOException e) {
            System.err.println(
                    "The embedded database did not shut down cleanly. It will recover at the next start. " + e);
        }
    }
}
