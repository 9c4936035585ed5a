package bantin.article;

import bantin.database.JdbcArrays;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * Which articles and slugs are public or have been, so that whoever asks for anything else costs no question to the database, and
 * cannot tell a draft from what was never written. It may take something for known that is not; what has been public is always
 * known, and what is scheduled is known from its time on. Ids are kept as they are, slugs as a Bloom filter (Bloom 1970, with the
 * double hashing of Kirsch and Mitzenmacher 2006) with sixteen bits for each.
 */
final class ExistenceFilter {

    private static final int BITS_EACH = 16;
    private static final int HASHES = 8;
    private static final int MIN_CAPACITY = 100_000;
    private static final int FETCHED_AT_A_TIME = 10_000;

    private static final String SIZE = """
            select coalesce(max(id), 0), count(*) + (select count(*) from slug_redirect) from article
            """;

    private static final String ALL = """
            select id, slug, published_at from article where status = 'published'
            union all
            select article_id, slug, null from slug_redirect
            """;

    private final long capacity;
    private final AtomicLongArray ids;
    private final AtomicLongArray slugs;
    private final Map<Long, Scheduled> scheduledById = new HashMap<>();
    private final TreeSet<Scheduled> scheduled =
            new TreeSet<>(Comparator.comparing(Scheduled::due).thenComparing(Scheduled::id));
    private final Set<Long> putWhileReading = new HashSet<>();
    private boolean isReading = true;
    private long added;
    private volatile Instant firstDue = Instant.MAX;

    private record Scheduled(long id, String slug, Instant due) {}

    private ExistenceFilter(long highestId, long count) {
        // twice what there is: room to grow until it is read anew
        capacity = Math.max(MIN_CAPACITY, 2 * count);
        ids = new AtomicLongArray(Math.toIntExact(Math.max(MIN_CAPACITY, 2 * highestId) / Long.SIZE + 1));
        slugs = new AtomicLongArray(Math.toIntExact(capacity * BITS_EACH / Long.SIZE + 1));
    }

    /** Empty, but large enough for what is in the database. */
    static ExistenceFilter sizedFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SIZE)) {
            row.next();
            return new ExistenceFilter(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Adds everything. What others put meanwhile stays: they know a later state than is read here.
     *
     * @return as {@link #put}, for all of it
     */
    boolean readAll(Connection connection, Instant now) throws SQLException {
        var hasRoom = true;
        // the driver would fetch everything at once otherwise
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_A_TIME);
            try (var rows = statement.executeQuery(ALL)) {
                while (rows.next()) {
                    hasRoom &= addRead(rows.getLong(1), rows.getString(2), JdbcArrays.instant(rows, 3), now);
                }
            }
        }
        connection.rollback();
        endReading();
        return hasRoom;
    }

    private synchronized boolean addRead(long id, String slug, Instant publishedAt, Instant now) {
        if (publishedAt == null || !publishedAt.isAfter(now)) {
            return add(id, slug);
        }
        return putWhileReading.contains(id) || schedule(id, slug, publishedAt);
    }

    private synchronized void endReading() {
        isReading = false;
        putWhileReading.clear();
    }

    /**
     * Takes note of an article's present state.
     *
     * @param publishedAt from when on it is public; null where it is not published
     * @return false where there was no room left for it: then everything must be read anew
     */
    synchronized boolean put(long id, String slug, Instant publishedAt, Instant now) {
        addDue(now);
        if (isReading) {
            putWhileReading.add(id);
        }
        var former = scheduledById.remove(id);
        if (former != null) {
            scheduled.remove(former);
        }
        if (publishedAt == null) {
            return true;
        }
        return publishedAt.isAfter(now) ? schedule(id, slug, publishedAt) : add(id, slug);
    }

    private boolean schedule(long id, String slug, Instant due) {
        if (!hasRoomFor(id)) {
            return false;
        }
        var entry = new Scheduled(id, slug, due);
        scheduledById.put(id, entry);
        scheduled.add(entry);
        firstDue = scheduled.first().due();
        return true;
    }

    private synchronized void addDue(Instant now) {
        while (!scheduled.isEmpty() && !scheduled.first().due().isAfter(now)) {
            var due = scheduled.pollFirst();
            scheduledById.remove(due.id());
            add(due.id(), due.slug());
        }
        firstDue = scheduled.isEmpty() ? Instant.MAX : scheduled.first().due();
    }

    private boolean add(long id, String slug) {
        if (isSet(ids, id) && has(slug)) {
            return true;
        }
        if (!hasRoomFor(id)) {
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

    /** What is scheduled has its room from the beginning. */
    private boolean hasRoomFor(long id) {
        return id < (long) ids.length() * Long.SIZE && added + scheduled.size() < capacity;
    }

    boolean mayHave(long id, Instant now) {
        addIfDue(now);
        return isSet(ids, id);
    }

    boolean mayHave(String slug, Instant now) {
        addIfDue(now);
        return has(slug);
    }

    private void addIfDue(Instant now) {
        if (!now.isBefore(firstDue)) {
            addDue(now);
        }
    }

    private boolean has(String slug) {
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
        return position < (long) bits.length() * Long.SIZE
                && (bits.get((int) (position / Long.SIZE)) & 1L << position % Long.SIZE) != 0;
    }
}
