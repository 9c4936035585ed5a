package bantin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.tag.Tag;
import bantin.tag.TagContent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.QueryTimeoutException;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** What {@link RowQuery} sends and reads, and that it takes part in the session. */
@QuarkusTest
@ActivateRequestContext
class RowQueryTest {

    @Inject
    Session database;

    @Test
    void quoted_text_comments_and_casts_contain_no_parameters() {
        var row = Row.query(database, """
                        select ':no' as quoted, 'it''s :no' as doubled, -- it's :no
                               '7'::int as number, :yes as ":name\"""").setParameter("yes", "có").getSingleResult();

        assertThat(row.text("quoted")).isEqualTo(":no");
        assertThat(row.text("doubled")).isEqualTo("it's :no");
        assertThat(row.number("number")).isEqualTo(7);
        assertThat(row.text(":name")).isEqualTo("có");
    }

    @Test
    void a_collection_stands_for_its_elements_and_a_parameter_may_occur_twice() {
        var rows = Row.query(database, """
                        select n from unnest(array[1, 2, 3, 4]) n where n in (:some) or n + :one in (:some) order by n""")
                .setParameter("some", List.of(2, 4))
                .setParameter("one", 1)
                .getResultList();

        assertThat(rows).extracting(row -> row.number("n")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void an_empty_collection_contains_nothing() {
        assertThat(Row.query(database, "select 1 as n where 1 in (:none)")
                        .setParameter("none", List.of())
                        .getResultList())
                .isEmpty();
    }

    @Test
    void times_are_exact_in_any_century() {
        for (var time : List.of("0001-01-01T00:00:00Z", "1582-10-10T12:00:00Z", "2021-10-11T00:28:00.123456Z")) {
            var row = Row.query(
                            database, "select cast(:time as timestamptz) as time, cast(:none as timestamptz) as none")
                    .setParameter("time", Instant.parse(time))
                    .setParameter("none", null)
                    .getSingleResult();

            assertThat(row.time("time")).isEqualTo(time);
            assertThat(row.time("none")).isNull();
        }
    }

    @Test
    void a_missing_value_or_column_is_named() {
        assertThatThrownBy(() -> Row.query(database, "select :id").getResultList())
                .hasMessageContaining(":id");
        assertThatThrownBy(() ->
                        Row.query(database, "select 1 as id").getSingleResult().number("number"))
                .hasMessageContaining("number");
    }

    @Test
    void what_takes_too_long_or_fails_is_an_exception_of_persistence() {
        assertThatThrownBy(() ->
                        Row.query(database, "select pg_sleep(30)").setTimeout(1).getResultList())
                .isInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(() -> Row.query(database, "select 1 / 0").getResultList())
                .isInstanceOf(PersistenceException.class);
    }

    /** A request that keeps a connection while it waits for its turn to search could leave others without one. */
    @Test
    void the_connection_is_returned_at_once() {
        Row.query(database, "select 1 as one").getSingleResult();
        assertThat(hasConnection()).isFalse();

        assertThatThrownBy(() -> Row.query(database, "select 1 / 0").getResultList())
                .isInstanceOf(PersistenceException.class);
        assertThat(hasConnection()).isFalse();

        assertThatThrownBy(() ->
                        Row.query(database, "select pg_sleep(30)").setTimeout(1).getResultList())
                .isInstanceOf(QueryTimeoutException.class);
        assertThat(hasConnection()).isFalse();
    }

    private boolean hasConnection() {
        return database.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .isPhysicallyConnected();
    }

    @Test
    @TestTransaction
    void it_sees_what_the_transaction_has_changed() {
        new Tag(new TagContent("Mưa rào", null), Instant.now()).persist();

        assertThat(QuarkusTransaction.isActive()).isTrue();
        assertThat(Row.query(database, "select count(*) as count from tag where name = 'Mưa rào'")
                        .getSingleResult()
                        .number("count"))
                .isEqualTo(1);
    }
}
