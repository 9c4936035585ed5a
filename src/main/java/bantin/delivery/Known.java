package bantin.delivery;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * Which articles and slugs there are at all, so that whoever asks for what never was costs no question to the database. It
 * may take something for known that is not; what is there is always known. Ids are kept as they are, slugs as a Bloom
 * filter (Bloom 1970, with the double hashing of Kirsch and Mitzenmacher 2006) with sixteen bits for each.
 */
final class Known {

    private static final int BITS_EACH = 16;
    private static final int HASHES = 8;
    private static final int MIN_CAPACITY = 100_000;
    private static final int FETCHED_AT_A_TIME = 10_000;

    private static final String ALL = """
            select id, slug from article
            union all
            select article_id, slug from former_slug
            """;

    private final long capacity;
    private final AtomicLongArray ids;
    private final AtomicLongArray slugs;
    private long added;

    private Known(long highestId, long count) {
        // twice what there is: room to grow until it is read anew
        capacity = Math.max(MIN_CAPACITY, 2 * count);
        ids = new AtomicLongArray(Math.toIntExact(Math.max(MIN_CAPACITY, 2 * highestId) / Long.SIZE + 1));
        slugs = new AtomicLongArray(Math.toIntExact(capacity * BITS_EACH / Long.SIZE + 1));
    }

    /** Empty, but large enough for what is in the database. */
    static Known sizedFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select coalesce(max(id), 0), count(*) from article")) {
            row.next();
            return new Known(row.getLong(1), row.getLong(2));
        }
    }

    /** Adds everything; what is added by others meanwhile stays. */
    void readAll(Connection connection) throws SQLException {
        // the driver would fetch everything at once otherwise
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_A_TIME);
            try (var rows = statement.executeQuery(ALL)) {
                while (rows.next()) {
                    add(rows.getLong(1), rows.getString(2));
                }
            }
        }
        connection.rollback();
    }

    /** False where there is no room left for it: then it must be made anew. */
    synchronized boolean add(long id, String slug) {
        if (mayHave(id) && mayHave(slug)) {
            return true;
        }
        if (id >= (long) ids.length() * Long.SIZE || added >= capacity) {
            return false;
        }
        added++;
        set(ids, id);
        long hash = hash(slug);
        for (int i = 0; i < HASHES; i++) {
            set(slugs, position(hash, i));
        }
        return true;
    }

    boolean mayHave(long id) {
        return id < (long) ids.length() * Long.SIZE && isSet(ids, id);
    }

    boolean mayHave(String slug) {
        long hash = hash(slug);
        for (int i = 0; i < HASHES; i++) {
            if (!isSet(slugs, position(hash, i))) {
                return false;
            }
        }
        return true;
    }

    private long position(long hash, int number) {
        long low = hash & 0xffffffffL;
        long high = hash >>> 32;
        return (low + number * high) % ((long) slugs.length() * Long.SIZE);
    }

    private static long hash(String slug) {
        var bytes = slug.getBytes(StandardCharsets.UTF_8);
        var checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue() << 32 | slug.hashCode() & 0xffffffffL;
    }

    private static void set(AtomicLongArray bits, long position) {
        bits.accumulateAndGet(
                (int) (position / Long.SIZE), 1L << position % Long.SIZE, (present, bit) -> present | bit);
    }

    private static boolean isSet(AtomicLongArray bits, long position) {
        return (bits.get((int) (position / Long.SIZE)) & 1L << position % Long.SIZE) != 0;
    }
}
