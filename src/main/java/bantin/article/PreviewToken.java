package bantin.article;

import bantin.database.Row;
import io.quarkus.hibernate.orm.panache.Panache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token of a preview: {@code pv_<id>_<signature>}. The signature is an HMAC-SHA256 (RFC 2104) of the preview's row,
 * with a secret that all nodes of the installation share. The database does not store tokens, and a preview that got an
 * id again, after a backup was restored, has another token.
 */
final class PreviewToken {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORMAT = Pattern.compile("pv_([1-9][0-9]{0,17})_[A-Za-z0-9_-]{43}");

    /** What the signature covers. */
    private record Signed(long id, long articleId, Integer revision, Instant createdAt, Instant expiresAt) {

        /** Of a preview that does not exist, so that checking its token takes as long. */
        private static final Signed NOTHING = new Signed(0, 0, null, Instant.EPOCH, Instant.EPOCH);

        static Signed of(Row row) {
            return row.value("id") == null
                    ? NOTHING
                    : new Signed(
                            row.number("id"),
                            row.number("article_id"),
                            row.get("revision", Integer.class),
                            row.time("created_at"),
                            row.time("expires_at"));
        }

        String token(byte[] secret) {
            try {
                var mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret, ALGORITHM));
                var text = "preview " + id + " " + articleId + " " + revision + " " + createdAt + " " + expiresAt;
                var signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
                return "pv_" + id + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HMAC-SHA256", e);
            }
        }
    }

    /**
     * What a valid token shows.
     *
     * @param revision null for the latest one
     */
    record Target(long articleId, Integer revision) {}

    private PreviewToken() {}

    /** The token of a preview that was just written. */
    static String of(Preview preview) {
        return new Signed(preview.id, preview.articleId, preview.revision, preview.createdAt, preview.expiresAt)
                .token(secret());
    }

    /** Creates the secret with the first preview. Of concurrent requests, the others wait for the first one. */
    private static byte[] secret() {
        var made = new byte[SECRET_BYTES];
        RANDOM.nextBytes(made);
        var database = Panache.getSession();
        database.createNativeQuery("insert into preview_secret (secret) values (:made) on conflict do nothing")
                .setParameter("made", made)
                .executeUpdate();
        return Row.query(database, "select secret from preview_secret")
                .getSingleResult()
                .get("secret", byte[].class);
    }

    /**
     * Checks a token, in one statement whatever is wrong with it, and in constant time. A token that cannot be one
     * takes the same statement.
     *
     * @return empty if it is not the token of a valid preview, or its article is in the trash
     */
    static Optional<Target> check(String token, Instant now) {
        var parts = FORMAT.matcher(token);
        return Row.query(Panache.getSession(), """
                        select s.secret, p.id, p.article_id, p.revision, p.created_at, p.expires_at
                          from preview_secret s
                          left join (select e.id, e.article_id, e.revision, e.created_at, e.expires_at
                                       from preview e
                                       join article a on a.id = e.article_id
                                      where e.id = :id and a.status <> 'trashed' and
                        """ + Preview.VALID + ") p on true")
                .setParameter("id", parts.matches() ? Long.parseLong(parts.group(1)) : 0L)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .filter(row -> isEqual(token, Signed.of(row).token(row.get("secret", byte[].class))))
                .filter(row -> row.value("id") != null)
                .map(row -> new Target(row.number("article_id"), row.get("revision", Integer.class)))
                .findFirst();
    }

    private static boolean isEqual(String token, String expected) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
