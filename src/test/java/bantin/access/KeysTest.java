package bantin.access;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Api.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeysTest {

    @Inject
    EntityManager database;

    @Test
    void a_secret_is_shown_once_and_only_its_hash_is_kept() {
        var made =
                sending(asAdmin(), Map.of("name", "Thu Hà", "role", "editor")).post("/keys");
        made.then().statusCode(201).body("secret", startsWith("bt_")).header("Cache-Control", equalTo("no-store"));
        String secret = made.path("secret");
        assertThat(asAdmin().get("/keys/" + made.path("id")).asString())
                .contains("Thu Hà")
                .doesNotContain(secret);
        assertThat(asAdmin().get("/keys?limit=100").asString()).doesNotContain(secret);
        var row = database.createNativeQuery("select cast(k as text) from api_key k where id = :id", String.class)
                .setParameter("id", made.path("id"))
                .getSingleResult();
        assertThat((String) row).doesNotContain(secret).doesNotContain(secret.substring(3));
    }

    @Test
    void a_retry_does_not_show_the_secret_again_and_does_not_keep_it() {
        var body = Map.of("name", "Lan", "role", "author");
        var first = sending(asAdmin().header("Idempotency-Key", "key-1"), body).post("/keys");
        var again = sending(asAdmin().header("Idempotency-Key", "key-1"), body).post("/keys");
        again.then().statusCode(201).body("id", equalTo(first.path("id")));
        assertThat(again.<String>path("secret")).isNull();
        var kept = database.createNativeQuery("select body from idempotency_record where key = 'key-1'", String.class)
                .getSingleResult();
        assertThat((String) kept).doesNotContain(first.<String>path("secret"));
    }

    @Test
    void a_revoked_key_opens_nothing() {
        var made = sending(asAdmin(), Map.of("name", "Tạm", "role", "editor")).post("/keys");
        String secret = made.path("secret");
        sending(withKey(secret), Map.of("name", "Mục")).post("/sections").then().statusCode(201);
        asAdmin().delete("/keys/" + made.path("id")).then().statusCode(204);
        sending(withKey(secret), Map.of("name", "Mục khác"))
                .post("/sections")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
        withKey(secret).get("/articles").then().statusCode(401);
        asAdmin().get("/keys/" + made.path("id")).then().body("revokedAt", notNullValue());
    }

    @Test
    void a_known_key_is_not_looked_up_again_until_one_is_revoked() {
        var made = sending(asAdmin(), Map.of("name", "Tạm", "role", "editor")).post("/keys");
        var other = sending(asAdmin(), Map.of("name", "Khác", "role", "editor")).post("/keys");
        String secret = made.path("secret");
        Concurrently.await(() -> lookUpsOf(secret) == 0);
        asAdmin().delete("/keys/" + other.path("id")).then().statusCode(204);
        assertThat(lookUpsOf(secret)).isEqualTo(1);
    }

    private static long lookUpsOf(String secret) {
        return Statements.during(() ->
                        withKey(secret).get("/articles?status=draft").then().statusCode(200))
                .stream()
                .filter(sql -> sql.contains("api_key"))
                .count();
    }

    @Test
    void a_key_that_another_node_revokes_opens_nothing_soon_after() {
        var made = sending(asAdmin(), Map.of("name", "Tạm", "role", "editor")).post("/keys");
        String secret = made.path("secret");
        Concurrently.await(() -> lookUpsOf(secret) == 0);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update api_key set revoked_at = now() where id = :id")
                        .setParameter("id", made.path("id"))
                        .executeUpdate());
        Concurrently.await(() -> withKey(secret).get("/articles").statusCode() == 401);
    }

    @Test
    void the_last_admin_key_cannot_be_revoked() {
        var id = asAdmin().get("/keys?limit=100").jsonPath().getInt("items.find { it.name == 'first admin' }.id");
        asAdmin().delete("/keys/" + id).then().statusCode(409);
        asAdmin().get("/keys/" + id).then().statusCode(200);
    }

    @Test
    void keys_are_for_admins() {
        asReader().get("/keys").then().statusCode(401);
        asAuthor("Lan").get("/keys").then().statusCode(403);
        asEditor().get("/keys").then().statusCode(403);
        sending(asEditor(), Map.of("name", "x", "role", "admin"))
                .post("/keys")
                .then()
                .statusCode(403);
        asAdmin().get("/keys?limit=100").then().statusCode(200).body("items.role", hasItem("admin"));
        sending(asAdmin(), Map.of("name", "", "role", "king"))
                .post("/keys")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/name"))
                .body("errors.pointer", hasItem("/role"));
    }

    @Test
    void a_bad_key_is_refused_even_where_none_is_needed() {
        var article = Newsroom.anArticle().published();
        withKey("bt_wrong")
                .get(article.path())
                .then()
                .statusCode(401)
                .body("type", equalTo("/problems/authentication-required"));
        asReader()
                .header("Authorization", "Basic eDp5")
                .get(article.path())
                .then()
                .statusCode(401);
        asReader()
                .header("Authorization", "Basic eDp5")
                .post(article.path() + "/views")
                .then()
                .statusCode(401);
    }
}
