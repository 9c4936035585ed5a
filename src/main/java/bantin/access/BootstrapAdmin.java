package bantin.access;

import bantin.crud.AdvisoryLocks;
import bantin.site.SiteConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Creates the first admin key if no API key exists: with the secret in {@code BANTIN_ADMIN_KEY}, or with a random one
 * that is written to {@code <data-dir>/admin.key}, which only its owner can read.
 */
@ApplicationScoped
class BootstrapAdmin {

    private static final Logger LOG = Logger.getLogger(BootstrapAdmin.class);
    private static final int MIN_LENGTH = 16;

    @Inject
    Clock clock;

    @Inject
    SiteConfig site;

    @Transactional
    void make(@Observes @Priority(10) StartupEvent started) throws IOException {
        // Nodes that start at the same time with one database wait for each other, so that only the first creates a
        // key.
        AdvisoryLocks.untilCommit("first admin");
        if (ApiKey.count() > 0) {
            return;
        }
        var secret = site.adminKey().isPresent() ? site.adminKey().get() : generated();
        if (!secret.matches("[\\x21-\\x7e]{" + MIN_LENGTH + ",}")) {
            throw new IllegalArgumentException(
                    "BANTIN_ADMIN_KEY must consist of at least " + MIN_LENGTH + " visible ASCII characters");
        }
        new ApiKey("first admin", Role.admin, secret, clock.instant()).persist();
        LOG.info(
                site.adminKey().isPresent()
                        ? "Created the first admin key from BANTIN_ADMIN_KEY"
                        : "Created the first admin key; its secret is in " + file());
    }

    /**
     * Writes the file before the key is stored. If the process crashes in between, the next start uses the secret in
     * the file.
     */
    private String generated() throws IOException {
        if (Files.exists(file())) {
            return Files.readString(file()).strip();
        }
        Files.createDirectories(site.dataDir());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var secret = ApiKey.newSecret();
        Files.writeString(Files.createFile(file(), ownerOnly), secret + "\n");
        return secret;
    }

    private Path file() {
        return site.dataDir().resolve("admin.key");
    }
}
