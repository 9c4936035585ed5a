package bantin.testsupport;

import bantin.database.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** A temporary PostgreSQL for all tests that run inside Quarkus, and their configuration. */
@QuarkusTestResource(TestDatabase.class)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private Path directory;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "database-");
            database = EmbeddedDatabase.in(directory, 0).start();
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    database.jdbcUrl(),
                    "quarkus.datasource.username",
                    database.user(),
                    "quarkus.datasource.password",
                    database.password(),
                    "bantin.admin-key",
                    Api.ADMIN_KEY,
                    "bantin.http.max-body-memory",
                    "16M",
                    "bantin.http.body-timeout",
                    "5s",
                    "bantin.views.crawler-pattern",
                    "kiem-tra",
                    "quarkus.log.category.\"com.networknt\".level",
                    "ERROR",
                    "quarkus.log.category.\"org.hibernate\".level",
                    "WARN");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            database.stop();
            deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void deleteRecursively(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
