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
 * The articles and slugs that are or were public. A request for anything else needs no query, and its response does
 * not tell whether a draft exists. There are false positives but no false negatives; a scheduled article is included
 * from its publication time on. Ids are a bit set. Slugs are a Bloom filter (Bloom 1970, with the double hashing of
 * Kirsch and Mitzenmacher 2006) with sixteen bits each.
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
        // twice the present number: room to grow until the next read
        capacity = Math.max(MIN_CAPACITY, 2 * count);
        ids = new AtomicLongArray(Math.toIntExact(Math.max(MIN_CAPACITY, 2 * highestId) / Long.SIZE + 1));
        slugs = new AtomicLongArray(Math.toIntExact(capacity * BITS_EACH / Long.SIZE + 1));
    }

    /** An empty filter that is large enough for the database. */
    static ExistenceFilter sizedFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SIZE)) {
            row.next();
            return new ExistenceFilter(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * Adds everything in the database. Articles that are {@link #put} meanwhile are skipped, because their state is
     * newer.
     *
     * @return as {@link #put}, for all of it
     */
    boolean readAll(Connection connection, Instant now) throws SQLException {
        var hasRoom = true;
        // otherwise the driver fetches all rows at once
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
     * Adds or updates an article.
     *
     * @param publishedAt the time from which it is public; null if it is not published
     * @return false if the filter is full: then everything must be read again into a larger one
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

    /** Scheduled articles are counted, so that there is room when they come due. */
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
