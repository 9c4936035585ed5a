package bantin.database;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.background.BackgroundThreads;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The listener receives every notification, whatever else is sent on the same channel. */
@QuarkusTest
class NotificationListenerTest {

    /** What another program might send to the channel, by mistake or on purpose. */
    private static final List<String> FOREIGN = List.of(
            "",
            " ",
            "x y z",
            "article abc s",
            "article 99999999999999999999 s",
            "article -1 s",
            "article 1",
            "articles articles",
            "heartbeat",
            "heartbeat 00000000-0000-0000-0000-000000000000 x",
            "{\"kind\": \"article\"}",
            "\u0001\u0002\u007f\r\n\t",
            "\ud83d\ude80 đã đổi",
            "z".repeat(7999));

    @Inject
    AgroalDataSource database;

    @Inject
    DirectConnections sessions;

    @Inject
    BackgroundThreads threads;

    private void tell(String channel, String message) throws SQLException {
        try (var connection = database.getConnection();
                var tell = connection.prepareStatement("select pg_notify(?, ?)")) {
            tell.setString(1, channel);
            tell.setString(2, message);
            tell.execute();
        }
    }

    @Test
    void what_another_program_tells_does_no_harm() throws SQLException {
        var article = anArticle().in(Newsroom.aSection("Mục")).published();
        for (var message : FOREIGN) {
            tell("bantin", message);
        }
        await(() -> Statements.of(() -> asReader().get(article.path()).then().statusCode(200)) == 0);
        asReader().basePath("").get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void a_listener_that_does_not_understand_it_hears_that_anything_may_have_changed() throws SQLException {
        var heard = new CopyOnWriteArrayList<String>();
        var all = new AtomicInteger();
        try (var notifications =
                new NotificationListener("test", name -> sessions.open(name, 1), new NotificationListener.Listener() {
                    @Override
                    public void listening() {
                        all.incrementAndGet();
                    }

                    @Override
                    public void received(String message) {
                        if (message.startsWith("x")) {
                            throw new NumberFormatException(message);
                        }
                        heard.add(message);
                    }
                })) {
            notifications.start(threads);
            await(() -> notifications.isInSync() && all.get() == 1);
            tell("test", "x y z");
            tell("test", "after it");
            await(() -> heard.contains("after it"));
            assertThat(all).hasValue(2);
            assertThat(notifications.isInSync()).isTrue();
        }
    }

    @Test
    void after_its_session_was_ended_it_listens_again_and_says_that_something_was_missed() throws SQLException {
        var all = new AtomicInteger();
        try (var notifications = new NotificationListener(
                "test_sessions", name -> sessions.open("test of " + name, 1), new NotificationListener.Listener() {
                    @Override
                    public void listening() {
                        all.incrementAndGet();
                    }

                    @Override
                    public void received(String message) {}
                })) {
            notifications.start(threads);
            for (int ended = 0; ended < 3; ended++) {
                int before = ended;
                await(() -> notifications.isInSync() && all.get() == before + 1);
                endSessions("test of bantin notifications");
            }
            await(() -> notifications.isInSync() && all.get() == 4);
        }
    }

    private void endSessions(String name) throws SQLException {
        try (var connection = database.getConnection();
                var end = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")) {
            end.setString(1, name);
            end.execute();
        }
    }
}
