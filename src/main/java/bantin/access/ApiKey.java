package bantin.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An API key. Its secret is returned once, when the key is created. The database stores the SHA-256 of the secret,
 * which is sufficient for a secret of 256 random bits.
 */
@Entity
@Table(name = "api_key")
public class ApiKey extends PanacheEntityBase {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @GeneratedValue(generator = "api_key_seq")
    @SequenceGenerator(name = "api_key_seq")
    public Long id;

    public String name;

    @Enumerated(EnumType.STRING)
    public Role role;

    byte[] hash;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "revoked_at")
    public Instant revokedAt;

    protected ApiKey() {}

    ApiKey(String name, Role role, String secret, Instant now) {
        this.name = name;
        this.role = role;
        this.hash = hash(secret);
        this.createdAt = now;
    }

    static String newSecret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "bt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<ApiKey> findBySecret(String secret) {
        return find("hash = ?1 and revokedAt is null", hash(secret)).firstResultOptional();
    }

    /**
     * Locks the valid admin keys, ordered by id, so that two admins cannot revoke each other's keys at the same time
     * and leave none.
     */
    static List<ApiKey> lockUsableAdmins() {
        return ApiKey.<ApiKey>find("role = ?1 and revokedAt is null order by id", Role.admin)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
