package bantin.testsupport;

import io.agroal.api.AgroalDataSource;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds writes without permission in the database itself: every written row gets a new {@code xmin}. */
final class WriteWatch {

    private static final List<String> WITHOUT_OWNER =
            List.of("section", "contributor", "tag", "media_asset", "api_key");

    private static final List<String> OF_ARTICLES = List.of(
            "article", "byline", "media_caption", "article_tag", "slug_redirect", "revision", "edit_lease", "preview");

    private static final String ROWS = "sum(hashtextextended(t.ctid::text || t.xmin::text, 0))";

    private final AgroalDataSource database;
    private final String query;
    private Map<String, State> last;

    /** Checksums of one table: of all rows, and of those that do not belong to the author. */
    private record State(String rows, String rowsOfOthers) {}

    WriteWatch(AgroalDataSource database) {
        this.database = database;
        this.query = Stream.of(
                        WITHOUT_OWNER.stream()
                                .map(table -> "select '%1$s', %2$s, null::numeric from %1$s t".formatted(table, ROWS)),
                        OF_ARTICLES.stream().map(WriteWatch::ofArticles),
                        Stream.of(
                                "select 'view_count', sum(hashtextextended(article_id || ':' || total, 0)), null::numeric"
                                        + " from view_count where total <> 0"))
                .flatMap(selects -> selects)
                .collect(Collectors.joining(" union all "));
        begin();
    }

    private static String ofArticles(String table) {
        return """
                select '%1$s', %2$s, %2$s filter (where a.owner_id is distinct from
                        (select id from api_key where hash = sha256(convert_to('%3$s', 'UTF8'))))
                from %1$s t join article a on a.id = t.%4$s
                """.formatted(table, ROWS, FuzzRole.authorKey(), table.equals("article") ? "id" : "article_id");
    }

    /** Accepts the present state. */
    void begin() {
        last = state();
    }

    /** The tables that the request changed without permission, or in spite of an error response. */
    List<String> writtenWithoutRight(FuzzRequest request, int status) {
        var now = state();
        var written = now.keySet().stream()
                .filter(table -> !now.get(table).equals(last.get(table)))
                .filter(table -> !mayWrite(request, status, table, now))
                .toList();
        last = now;
        return written;
    }

    private boolean mayWrite(FuzzRequest request, int status, String table, Map<String, State> now) {
        if (request.isRead() || status >= 300) {
            return false;
        }
        if (table.equals("view_count")) {
            return request.role().isEditor()
                    || Contract.pathOf(URI.create(request.target())).endsWith("/views");
        }
        return switch (request.role()) {
            case ADMIN -> true;
            case EDITOR -> !table.equals("api_key");
            // a picture that a draft uses becomes an asset
            case AUTHOR ->
                table.equals("media_asset")
                        || !WITHOUT_OWNER.contains(table)
                                && now.get(table)
                                        .rowsOfOthers()
                                        .equals(last.get(table).rowsOfOthers());
            default -> false;
        };
    }

    private Map<String, State> state() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var state = new TreeMap<String, State>();
            while (rows.next()) {
                state.put(
                        rows.getString(1),
                        new State(String.valueOf(rows.getString(2)), String.valueOf(rows.getString(3))));
            }
            return state;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
