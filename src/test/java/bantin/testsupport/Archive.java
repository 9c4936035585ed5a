package bantin.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Many published articles at once, written with SQL in one transaction: the API would take minutes. They are numbered
 * from 1, and article {@code n} has the id {@code FIRST_ID + n - 1}. Unless a test says otherwise, each is an hour
 * older than the one before it.
 */
public final class Archive {

    public static final int FIRST_ID = 1_000_001;

    private final int size;
    private final Instant now = Instant.now();
    private IntFunction<String> section;
    private IntFunction<String> title = n -> "Tin " + n;
    private IntFunction<String> locale = n -> "vi";
    private IntFunction<String> body = n -> "[]";
    private IntFunction<Instant> publishedAt = n -> now.minus(Duration.ofHours(n));
    private IntFunction<Instant> expiresAt = n -> null;
    private IntFunction<String> tag = n -> null;
    private IntFunction<String> contributor = n -> null;

    private Archive(int size) {
        this.size = size;
    }

    public static Archive of(int articles) {
        return new Archive(articles);
    }

    /** All in the section with this slug. */
    public Archive in(String section) {
        return in(n -> section);
    }

    public Archive in(IntFunction<String> section) {
        this.section = section;
        return this;
    }

    public Archive titled(String title) {
        return titled(n -> title);
    }

    public Archive titled(IntFunction<String> title) {
        this.title = title;
        return this;
    }

    public Archive withLocale(IntFunction<String> locale) {
        this.locale = locale;
        return this;
    }

    /** @param body Portable Text */
    public Archive withBody(IntFunction<String> body) {
        this.body = body;
        return this;
    }

    /** @param age how long before now each was published */
    public Archive aged(IntFunction<Duration> age) {
        return dated(n -> now.minus(age.apply(n)));
    }

    public Archive dated(IntFunction<Instant> publishedAt) {
        this.publishedAt = publishedAt;
        return this;
    }

    public Archive expiring(IntFunction<Instant> expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    /** @param tag the slug of the one tag of each, or null */
    public Archive tagged(IntFunction<String> tag) {
        this.tag = tag;
        return this;
    }

    /** @param contributor the slug of the one author of each, or null */
    public Archive by(IntFunction<String> contributor) {
        this.contributor = contributor;
        return this;
    }

    public void write() {
        try (var connection = Sql.connect()) {
            connection.setAutoCommit(false);
            write(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Connection connection) throws SQLException {
        insert(
                connection,
                """
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     expires_at, created_at, updated_at)
                select a.id, 0, 1, 'published', a.locale, 'tin-' || a.id, a.title, s.id, a.body, a.published_at,
                       a.expires_at, least(a.published_at, now()), least(a.published_at, now())
                  from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                       as a (id, locale, title, section, body, published_at, expires_at)
                  join section s on s.slug = a.section
                 order by a.id""",
                locale,
                title,
                section,
                body,
                n -> time(publishedAt.apply(n)),
                n -> time(expiresAt.apply(n)));
        insert(connection, """
                insert into article_tag (article_id, tag_id, position)
                select a.id, t.id, 0
                  from unnest(?::bigint[], ?::text[]) as a (id, tag) join tag t on t.slug = a.tag
                 order by a.id""", tag);
        insert(connection, """
                insert into byline (id, article_id, position, contributor_id, role)
                select a.id, a.id, 0, c.id, 'author'
                  from unnest(?::bigint[], ?::text[]) as a (id, contributor) join contributor c on c.slug = a.contributor
                 order by a.id""", contributor);
    }

    private static String time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC).toString();
    }

    /** @param values of each article, for the parameters that follow its id */
    @SafeVarargs
    private void insert(Connection connection, String sql, IntFunction<String>... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            IntStream.range(FIRST_ID, FIRST_ID + size).boxed().toArray()));
            for (int i = 0; i < values.length; i++) {
                statement.setArray(
                        2 + i,
                        connection.createArrayOf(
                                "text",
                                IntStream.rangeClosed(1, size)
                                        .mapToObj(values[i])
                                        .toArray()));
            }
            statement.executeUpdate();
        }
    }
}
