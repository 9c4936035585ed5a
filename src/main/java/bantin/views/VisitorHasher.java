package bantin.views;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes visitors: HMAC-SHA256 (RFC 2104) of the article and the visitor id, cut to 128 bits. Each day (UTC) has its
 * own key, which all nodes share. Once a day's key is deleted, its hashes cannot be linked to anyone.
 */
@ApplicationScoped
class VisitorHasher {

    private static final int HASH_BYTES = 16;

    @Inject
    @DataSource(ViewCounter.DATABASE)
    AgroalDataSource database;

    @Inject
    ViewsConfig config;

    private final Map<LocalDate, byte[]> secrets = new ConcurrentHashMap<>();

    Duration window() {
        return config.deduplicationWindow();
    }

    byte[] hash(View view, Instant now) {
        return hash(view, dayOf(now));
    }

    /** The hash with yesterday's key, while the deduplication window reaches back into yesterday; null otherwise. */
    byte[] formerHash(View view, Instant now) {
        var before = dayOf(now.minus(window()));
        return before.equals(dayOf(now)) ? null : hash(view, before);
    }

    private byte[] hash(View view, LocalDate day) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretOf(day), "HmacSHA256"));
            var text = view.articleId() + " " + view.visitor();
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private byte[] secretOf(LocalDate day) {
        var known = secrets.get(day);
        if (known == null) {
            known = agreedSecret(day);
            secrets.put(day, known);
            secrets.keySet().removeIf(other -> other.isBefore(day.minusDays(1)));
        }
        return known;
    }

    /**
     * The first node that needs the key creates it, in a transaction of its own, because the counting transaction may
     * be rolled back.
     */
    private byte[] agreedSecret(LocalDate day) {
        try (var connection = database.getConnection()) {
            var made = new byte[32];
            new SecureRandom().nextBytes(made);
            try (var insert = connection.prepareStatement(
                    "insert into view_visitor_key (day, secret) values (?, ?) on conflict (day) do nothing")) {
                insert.setObject(1, day);
                insert.setBytes(2, made);
                insert.executeUpdate();
            }
            return read(connection, day);
        } catch (SQLException e) {
            throw new IllegalStateException("The key for visitor hashes could not be read", e);
        }
    }

    private static byte[] read(Connection connection, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement("select secret from view_visitor_key where day = ?")) {
            select.setObject(1, day);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBytes(1);
            }
        }
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
