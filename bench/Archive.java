import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills an empty database with the archive of a newsroom: 20 years of articles with the ids from 1, each with a body of
 * some 2.5 KB, a lead, one or two bylines, three tags, three pictures, a count of views. Read as often as what is of today:
 * words, tags, sections and names follow Zipf's law. The same number gives the same archive.
 *
 * <p>With COPY, and with the indexes made afterwards; without revisions, which no reader sees, and without what is searched in unless
 * {@link #index} is called.
 */
final class Archive {

    private static final int SECTIONS = 60;
    private static final int TAGS = 5_000;
    private static final int CONTRIBUTORS = 2_000;
    private static final int PARAGRAPHS = 20_000;
    private static final int NAMES = 200_000;
    private static final long NEWEST = Instant.parse("2026-10-31T00:00:00Z").getEpochSecond();
    private static final long YEARS = 20L * 365 * 24 * 3600;

    private static final String[] SYLLABLES = ("an ánh ba bạn báo bay bền biển bình bố bộ cá cảng cầu cây chè chiều chợ chủ "
                    + "công cung đà đại đảo đất đê điện đình đô đoàn đồng đường gạo giá giao gió hải hàng hạ hè hiệu hoa họp hội "
                    + "hồ hương kè khách kho khu kinh làng lễ liên lớp lũ lụa mạng máy mùa mưa nắng năm ngày nghề nhà nhóm nông "
                    + "nước ổn phà phiên phố phường quán quê quỹ rau rừng sách sản sân sen sóng sông sơn tàu tầng tết thành thôn "
                    + "thuyền tin tỉnh trạm tranh trẻ trường tuyến vải vận vệ viện vụ vườn xã xanh xe xóm xưởng yên")
            .split(" ");

    private final Connection connection;
    private final int articles;
    private final SplittableRandom random = new SplittableRandom(42);
    private final String[] words;
    private final String[] paragraphs;

    private Archive(Connection connection, int articles) {
        this.connection = connection;
        this.articles = articles;
        this.words = words();
        this.paragraphs = new String[PARAGRAPHS];
        for (int i = 0; i < PARAGRAPHS; i++) {
            paragraphs[i] = sentence(40 + random.nextInt(30)) + ".";
        }
    }

    static void fill(Connection connection, int articles) throws SQLException, IOException {
        new Archive(connection, articles).fill();
    }

    /** Texts alone, for what is written by other means. */
    static Archive ofTexts() {
        return new Archive(null, 1);
    }

    /** A story of 12 paragraphs, some 2.8 KB of HTML, with three tags and a contributor of a filled archive. */
    String story(int number) {
        var html = new StringBuilder(3000);
        for (int i = 0; i < 12; i++) {
            html.append("<p>").append(sentence(38)).append(".</p>");
        }
        int tag = zipf(TAGS - 2);
        return """
                {"title": "%s %d", "lead": "%s.", "section": "muc-%d", "tags": ["the-%d", "the-%d", "the-%d"],
                 "bylines": [{"contributor": "nguoi-%d"}], "bodyHtml": "%s"}""".formatted(
                title(10), number, sentence(24), zipf(SECTIONS), tag, tag + 1, tag + 2, zipf(CONTRIBUTORS), html);
    }

    private void fill() throws SQLException, IOException {
        // neither triggers nor the checks of foreign keys: what they would write is written below
        execute("set session_replication_role = replica");
        execute("set synchronous_commit = off");
        var indexes =
                dropIndexes(connection, List.of("article", "byline", "media_caption", "article_tag", "view_count"));
        parts();
        articles();
        bylines();
        tags();
        captions();
        views();
        for (var index : indexes) {
            execute(index);
        }
        for (var table : List.of("section", "contributor", "tag", "media_asset", "article", "byline", "media_caption")) {
            execute("select setval('%s_seq', (select max(id) from %s) + 1000)".formatted(table, table));
        }
        for (var kind : List.of("section", "contributor", "tag")) {
            execute("insert into change_log (kind, entity_id, event, occurred_at) select '%s', id, 'created', created_at from %s order by id"
                    .formatted(kind, kind));
        }
        execute("insert into change_log (kind, entity_id, event, occurred_at) select 'article', id, 'published', published_at from article"
                + " order by published_at, id");
        execute("reset session_replication_role");
        execute("vacuum analyze");
        execute("checkpoint");
        execute("select pg_notify('bantin', 'all'), pg_notify('bantin', 'articles')");
    }

    /** Whether the directory has an archive of so many articles, and what is searched in, from an earlier run. */
    static boolean isFilled(Path archives, int articles) {
        return Files.exists(filled(archives, articles));
    }

    static void markAsFilled(Path archives, int articles) throws IOException {
        Files.createFile(filled(archives, articles));
    }

    private static Path filled(Path archives, int articles) {
        return archives.resolve("filled-" + articles);
    }

    /** Fills what is searched in, as the triggers would have done; with two connections, each of which keeps a core busy. */
    static void index(Server server, int articles) throws Exception {
        long began = System.nanoTime();
        var statements = new ArrayList<>(List.of(
                "set maintenance_work_mem = '1GB'",
                "set max_parallel_maintenance_workers = 2",
                "insert into suggestion (kind, entity_id, text, slug, words)"
                        + " select 'section', id, name, slug, suggestion_lexemes(name, null) from section union all"
                        + " select 'tag', id, name, slug, suggestion_lexemes(name, null) from tag union all"
                        + " select 'contributor', id, name, slug, suggestion_lexemes(name, null) from contributor",
                "insert into search_word (word, deletes) select word, symspell_deletes(word) from ts_stat("
                        + "'select words from suggestion union all select ts_filter(search, ''{b}'') from article_search'"
                        + ") where word ~ '^[[:alpha:]]{2,30}$' order by nentry desc"));
        try (var connection = server.connect()) {
            statements.addAll(dropIndexes(connection, List.of("article_search", "suggestion", "search_word")));
        }
        statements.addAll(List.of("vacuum analyze article_search, suggestion, search_word", "checkpoint"));
        var halves = new ArrayList<Thread>();
        for (int half = 0; half < 2; half++) {
            var ids = "id between %d and %d".formatted(half == 0 ? 1 : articles / 2 + 1, half == 0 ? articles / 2 : articles);
            halves.add(new Thread(() -> run(server, List.of(
                    "set synchronous_commit = off",
                    "insert into article_search select entry.* from article a cross join lateral search_document(a) entry where " + ids,
                    "insert into suggestion (kind, entity_id, text, slug, locale, published_at, words, folded) select 'article', id,"
                            + " title, slug, locale, published_at, suggestion_lexemes(title, published_at), folded_title(title)"
                            + " from article where " + ids))));
        }
        halves.forEach(Thread::start);
        for (var half : halves) {
            half.join();
        }
        run(server, statements);
        Tools.say("  what is searched in, in %d s", (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void run(Server server, List<String> statements) {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers what makes them again. */
    private static List<String> dropIndexes(Connection connection, List<String> tables) throws SQLException {
        var made = new ArrayList<String>();
        var dropped = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            var rows = statement.executeQuery("""
                        select i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
                          from pg_index i
                          join pg_class t on t.oid = i.indrelid
                         where t.relname in ('%s')
                           and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
                        """.formatted(String.join("', '", tables)));
            while (rows.next()) {
                dropped.add(rows.getString(1));
                made.add(rows.getString(2));
            }
            for (var index : dropped) {
                statement.execute("drop index " + index);
            }
        }
        return made;
    }

    // ---- Tables -----------------------------------------------------------------------------------------------------

    private void parts() throws SQLException, IOException {
        copy("section (id, version, slug, name, parent_id, position, created_at, updated_at)", SECTIONS, (row, id) -> row
                .add(id).add(0).add("muc-" + id).add(title(2)).add(id <= 12 ? null : 1 + id % 12).add(id)
                .time(NEWEST - YEARS).time(NEWEST - YEARS));
        copy("contributor (id, version, slug, name, kind, created_at, updated_at)", CONTRIBUTORS, (row, id) -> row
                .add(id).add(0).add("nguoi-" + id).add(title(2)).add("person").time(NEWEST - YEARS).time(NEWEST - YEARS));
        copy("tag (id, version, slug, name, created_at, updated_at)", TAGS, (row, id) -> row
                .add(id).add(0).add("the-" + id).add(title(2)).time(NEWEST - YEARS).time(NEWEST - YEARS));
        copy("media_asset (id, version, url, kind, caption, created_at, updated_at)", assets(), (row, id) -> row
                .add(id).add(0).add("https://anh.example/" + id + ".jpg").add("image").add(title(6))
                .time(NEWEST - YEARS).time(NEWEST - YEARS));
    }

    private int assets() {
        return Math.max(1, articles * 2);
    }

    private void articles() throws SQLException, IOException {
        copy("article (id, version, revision, status, locale, slug, title, lead, section_id, byline_text, body, published_at,"
                + " first_published_at, created_at, updated_at)", articles, (row, id) -> {
            var title = title(9 + random.nextInt(6));
            long at = published(id);
            row.add(id).add(1).add(1).add("published").add(id % 33 == 0 ? "en" : "vi").add("tin-" + id).add(title)
                    .add(sentence(30) + " " + name() + ".").add(zipf(SECTIONS)).add(null).add(body(id)).time(at).time(at).time(at).time(at);
        });
    }

    /** Later ids are later articles, nearly. */
    private long published(int id) {
        return NEWEST - YEARS + YEARS * id / articles - id * 7919L % (3600 * 24);
    }

    private String body(int id) {
        var body = new StringBuilder(4000).append('[');
        for (int i = 0; i < 9; i++) {
            if (i % 3 == 1) {
                body.append("{\"_type\":\"image\",\"_key\":\"p").append(i / 3).append("\"},");
            }
            body.append("{\"_type\":\"block\",\"_key\":\"b").append(i)
                    .append("\",\"style\":\"normal\",\"markDefs\":[],\"children\":[{\"_type\":\"span\",\"_key\":\"s")
                    .append(i).append("\",\"text\":\"")
                    .append(paragraphs[random.nextInt(PARAGRAPHS)])
                    .append("\",\"marks\":[]}]}").append(i == 8 ? "]" : ",");
        }
        return body.toString();
    }

    private void bylines() throws SQLException, IOException {
        var number = new int[1];
        copy("byline (id, article_id, position, contributor_id, name, role, published_at)", articles, (row, id) -> {
            long at = published(id);
            row.add(++number[0]).add(id).add(0).add(zipf(CONTRIBUTORS)).add(null).add("author").time(at);
            if (id % 2 == 0) {
                row.end().add(++number[0]).add(id).add(1).add(null).add(title(2)).add("photographer").time(at);
            }
        });
    }

    private void tags() throws SQLException, IOException {
        copy("article_tag (article_id, tag_id, position, published_at)", articles, (row, id) -> {
            long at = published(id);
            int first = zipf(TAGS);
            row.add(id).add(first).add(0).time(at);
            row.end().add(id).add(first % TAGS + 1).add(1).time(at);
            row.end().add(id).add((first + 1 + random.nextInt(TAGS / 2)) % TAGS + 1).add(2).time(at);
        });
    }

    private void captions() throws SQLException, IOException {
        var number = new int[1];
        copy("media_caption (id, article_id, key, position, asset_id, caption, credit, alt)", articles, (row, id) -> {
            for (int i = 0; i < 3; i++) {
                if (i > 0) {
                    row.end();
                }
                row.add(++number[0]).add(id).add("p" + i).add(i).add((2 * id + i) % assets() + 1)
                        .add(i == 2 ? null : title(7)).add(title(2)).add(null);
            }
        });
    }

    private void views() throws SQLException, IOException {
        copy("view_count (article_id, total, ranking_total)", articles, (row, id) -> {
            int total = 1 + 2_000_000 / (1 + random.nextInt(articles));
            row.add(id).add(total).add(total);
        });
    }

    // ---- Text -------------------------------------------------------------------------------------------------------

    /** Most words of Vietnamese are written as two syllables. */
    private static String[] words() {
        var random = new Random(7);
        var words = new String[8_000];
        for (int i = 0; i < words.length; i++) {
            words[i] = SYLLABLES[random.nextInt(SYLLABLES.length)] + " " + SYLLABLES[random.nextInt(SYLLABLES.length)];
        }
        return words;
    }

    private String sentence(int syllables) {
        var text = new StringBuilder(8 * syllables);
        for (int i = 0; i < syllables; i += 2) {
            text.append(i == 0 ? "" : " ").append(words[zipf(words.length) - 1]);
        }
        text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
        return text.toString();
    }

    private String title(int syllables) {
        return sentence(syllables);
    }

    /** Of somebody or something: most of them are rare. */
    private String name() {
        var name = new StringBuilder();
        for (int left = zipf(NAMES) + NAMES; left > 0; left /= 60) {
            name.append("bcdghklmnprt".charAt(left % 12)).append("aeiou".charAt(left / 12 % 5));
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** From 1; n comes about 1/n as often as the first. */
    private int zipf(int values) {
        return (int) Math.exp(random.nextDouble() * Math.log(values + 1));
    }

    // ---- COPY -------------------------------------------------------------------------------------------------------

    private interface Rows {
        void write(Row row, int id);
    }

    private void copy(String columns, int count, Rows rows) throws SQLException, IOException {
        long began = System.nanoTime();
        var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + columns + " from stdin");
        var row = new Row(in);
        for (int id = 1; id <= count; id++) {
            rows.write(row, id);
            row.end();
        }
        row.flush();
        long copied = in.endCopy();
        Tools.say("  %,d rows of %s in %d s", copied, columns.substring(0, columns.indexOf(' ')),
                (System.nanoTime() - began) / 1_000_000_000);
    }

    /** Text format of COPY; nothing here needs an escape. */
    private static final class Row {

        private final CopyIn in;
        private final StringBuilder text = new StringBuilder(1 << 17);
        private boolean begun;

        Row(CopyIn in) {
            this.in = in;
        }

        Row add(Object value) {
            text.append(begun ? "\t" : "").append(value == null ? "\\N" : value);
            begun = true;
            return this;
        }

        Row time(long seconds) {
            return add(Instant.ofEpochSecond(seconds));
        }

        Row end() {
            text.append('\n');
            begun = false;
            if (text.length() > 1 << 16) {
                flush();
            }
            return this;
        }

        void flush() {
            try {
                var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                in.writeToCopy(bytes, 0, bytes.length);
                text.setLength(0);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
