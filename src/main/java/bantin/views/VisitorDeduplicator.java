package bantin.views;

import bantin.database.JdbcArrays;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds repeat views: those within the deduplication window after a counted view of the same article by the same
 * visitor.
 */
final class VisitorDeduplicator {

    /** Stores the visits that count, and returns them. */
    private static final String NOTE = """
            insert into view_visitor as v (article_id, visitor, counted_at)
            select n.article_id, n.visitor, to_timestamp(n.at / 1e6)
              from unnest(?, ?, ?, ?) as n (article_id, visitor, former, at)
              join article a on a.id = n.article_id
             where is_public(a.status, a.published_at, a.expires_at, ?)
               and not exists (select from view_visitor f
                                where f.article_id = n.article_id and f.visitor = n.former
                                  and f.counted_at > to_timestamp(n.at / 1e6) - ? * interval '1 second')
             order by n.article_id, n.visitor
            on conflict (article_id, visitor)
               do update set counted_at = greatest(v.counted_at, excluded.counted_at)
               where abs(extract(epoch from v.counted_at - excluded.counted_at)) >= ?
            returning article_id, visitor
            """;

    private final Connection connection;
    private final List<View> views;
    private final Instant now;
    private final VisitorHasher visitors;

    VisitorDeduplicator(Connection connection, List<View> views, Instant now, VisitorHasher visitors) {
        this.connection = connection;
        this.views = views;
        this.now = now;
        this.visitors = visitors;
    }

    private record Visit(long articleId, ByteBuffer visitor) implements Comparable<Visit> {

        @Override
        public int compareTo(Visit other) {
            int byArticle = Long.compare(articleId, other.articleId);
            return byArticle != 0 ? byArticle : visitor.compareTo(other.visitor);
        }
    }

    /** @param counts is set to false for repeat views */
    void leaveOut(boolean[] counts) throws SQLException {
        var waiting = byVisit(counts);
        while (!waiting.isEmpty()) {
            var counted = note(waiting);
            waiting.forEach((visit, times) -> {
                int first = times.removeFirst();
                if (counted.contains(visit)) {
                    dropNear(views.get(first).at(), times, counts);
                } else {
                    counts[first] = false;
                }
            });
            waiting.values().removeIf(Deque::isEmpty);
        }
    }

    /** For each visitor of an article, the indexes of its views, earliest first. */
    private TreeMap<Visit, Deque<Integer>> byVisit(boolean[] counts) {
        var byVisit = new TreeMap<Visit, Deque<Integer>>();
        IntStream.range(0, counts.length)
                .filter(i -> counts[i] && views.get(i).visitor() != null)
                .boxed()
                .sorted(Comparator.comparing(i -> views.get(i).at()))
                .forEach(i -> byVisit.computeIfAbsent(visitOf(views.get(i)), any -> new ArrayDeque<>())
                        .add(i));
        return byVisit;
    }

    private Visit visitOf(View view) {
        return new Visit(view.articleId(), ByteBuffer.wrap(visitors.hash(view, now)));
    }

    private void dropNear(Instant counted, Deque<Integer> times, boolean[] counts) {
        while (!times.isEmpty() && views.get(times.peekFirst()).at().isBefore(counted.plus(visitors.window()))) {
            counts[times.removeFirst()] = false;
        }
    }

    private Set<Visit> note(Map<Visit, Deque<Integer>> waiting) throws SQLException {
        var heads = new ArrayList<View>();
        var hashes = new ArrayList<byte[]>();
        var formerHashes = new ArrayList<byte[]>();
        waiting.forEach((visit, times) -> {
            var view = views.get(times.peekFirst());
            heads.add(view);
            hashes.add(visit.visitor().array());
            formerHashes.add(visitors.formerHash(view, now));
        });
        var counted = new HashSet<Visit>();
        try (var statement = connection.prepareStatement(NOTE)) {
            JdbcArrays.set(statement, 1, heads.stream().mapToLong(View::articleId));
            JdbcArrays.setBytes(statement, 2, hashes);
            JdbcArrays.setBytes(statement, 3, formerHashes);
            JdbcArrays.set(
                    statement,
                    4,
                    heads.stream().mapToLong(view -> ChronoUnit.MICROS.between(Instant.EPOCH, view.at())));
            JdbcArrays.set(statement, 5, now);
            statement.setDouble(6, visitors.window().toMillis() / 1e3);
            statement.setDouble(7, visitors.window().toMillis() / 1e3);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counted.add(new Visit(rows.getLong(1), ByteBuffer.wrap(rows.getBytes(2))));
                }
            }
        }
        return counted;
    }
}
