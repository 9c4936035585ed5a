package bantin.views;

import bantin.database.JdbcArrays;
import bantin.idempotency.IdempotencyKey;
import bantin.json.JsonStorage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code Idempotency-Key} for views: the same guarantee and the same table as for every other {@code POST}, for many
 * requests at once. The counting transaction claims the keys. If two transactions claim a key at the same time, on any
 * nodes, the second waits for the first to commit, and its view gets the response of the first.
 */
final class BatchIdempotency {

    private static final String CLAIM = """
            insert into idempotency_record (caller, key, fingerprint, status, body, created_at)
            select caller, key, fingerprint, 200, '', ?
              from unnest(?, ?, ?) as c (caller, key, fingerprint)
             order by caller, key
            on conflict (caller, key) do nothing
            returning caller, key
            """;

    private static final String RECALL = """
            select a.caller, a.key, a.fingerprint, a.body
              from unnest(?, ?) as c (caller, key)
              join idempotency_record a using (caller, key)
            """;

    private static final String KEEP = """
            update idempotency_record a
               set body = c.body
              from unnest(?, ?, ?) as c (caller, key, body)
             where a.caller = c.caller and a.key = c.key
            """;

    private static final String FORGET = """
            delete from idempotency_record a
             using unnest(?, ?) as c (caller, key)
             where a.caller = c.caller and a.key = c.key
            """;

    private final Connection connection;
    private final List<View> views;
    private final Instant now;

    /** For each key, the index of the first view in this batch that has it. */
    private final Map<View.RetryKey, Integer> firsts = new TreeMap<>();

    BatchIdempotency(Connection connection, List<View> views, Instant now) {
        this.connection = connection;
        this.views = views;
        this.now = now;
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).retry() != null) {
                firsts.putIfAbsent(views.get(i).retry(), i);
            }
        }
    }

    /**
     * Claims the keys, and sets the results of views whose key was used before, by another transaction or in this
     * batch.
     */
    void answerKnown(ViewResult[] outcomes) throws SQLException {
        if (firsts.isEmpty()) {
            return;
        }
        var kept = recall(claim());
        for (int i = 0; i < outcomes.length; i++) {
            var key = views.get(i).retry();
            if (key != null && kept.containsKey(key)) {
                outcomes[i] = kept.get(key).answerTo(fingerprint(i));
            } else if (key != null && firsts.get(key) != i) {
                outcomes[i] = ViewResult.LIKE_THE_FIRST;
            }
        }
        firsts.keySet().removeAll(kept.keySet());
    }

    /** @return the keys that were claimed before */
    private Set<View.RetryKey> claim() throws SQLException {
        var before = new TreeSet<>(firsts.keySet());
        try (var statement = connection.prepareStatement(CLAIM)) {
            JdbcArrays.set(statement, 1, now);
            setKeys(statement, 2, firsts.keySet());
            JdbcArrays.setBytes(
                    statement,
                    4,
                    firsts.values().stream().map(this::fingerprint).toList());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    before.remove(new View.RetryKey(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return before;
    }

    private Map<View.RetryKey, Kept> recall(Set<View.RetryKey> keys) throws SQLException {
        var kept = new TreeMap<View.RetryKey, Kept>();
        if (keys.isEmpty()) {
            return kept;
        }
        try (var statement = connection.prepareStatement(RECALL)) {
            setKeys(statement, 1, keys);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept.put(
                            new View.RetryKey(rows.getString(1), rows.getString(2)),
                            new Kept(rows.getBytes(3), rows.getString(4)));
                }
            }
        }
        return kept;
    }

    private record Kept(byte[] fingerprint, String body) {

        ViewResult answerTo(byte[] other) {
            return Arrays.equals(fingerprint, other)
                    ? ViewResult.of(JsonStorage.read(body, CountedView.class)).again()
                    : ViewResult.refused(IdempotencyKey.reused());
        }
    }

    /**
     * Stores the responses with the keys. The keys of rejected views are deleted, because these changed nothing and may
     * be retried.
     */
    void keep(ViewResult[] outcomes) throws SQLException {
        if (firsts.isEmpty()) {
            return;
        }
        var answers = new TreeMap<View.RetryKey, String>();
        var refused = new TreeSet<View.RetryKey>();
        firsts.forEach((key, first) -> {
            if (outcomes[first].refusal() == null) {
                answers.put(key, outcomes[first].view().json());
            } else {
                refused.add(key);
            }
        });
        try (var statement = connection.prepareStatement(KEEP)) {
            setKeys(statement, 1, answers.keySet());
            JdbcArrays.set(statement, 3, List.copyOf(answers.values()));
            statement.executeUpdate();
        }
        if (!refused.isEmpty()) {
            try (var statement = connection.prepareStatement(FORGET)) {
                setKeys(statement, 1, refused);
                statement.executeUpdate();
            }
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == ViewResult.LIKE_THE_FIRST) {
                int first = firsts.get(views.get(i).retry());
                var isSame = views.get(i).articleId() == views.get(first).articleId();
                outcomes[i] = isSame ? outcomes[first].again() : ViewResult.refused(IdempotencyKey.reused());
            }
        }
    }

    /** Does not include the visitor, because the server must not store who viewed an article. */
    private byte[] fingerprint(int index) {
        return ("count a view of " + views.get(index).articleId()).getBytes(StandardCharsets.UTF_8);
    }

    private static void setKeys(PreparedStatement statement, int index, Set<View.RetryKey> keys) throws SQLException {
        JdbcArrays.set(
                statement, index, keys.stream().map(View.RetryKey::caller).toList());
        JdbcArrays.set(
                statement, index + 1, keys.stream().map(View.RetryKey::key).toList());
    }
}
