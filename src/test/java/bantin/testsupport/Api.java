package bantin.testsupport;

import static io.restassured.RestAssured.given;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The HTTP API. Every request and response is checked against {@code openapi.yaml}. */
public final class Api {

    public static final String ADMIN_KEY = "admin-key-of-the-tests";
    public static final String MERGE_PATCH = "application/merge-patch+json;charset=UTF-8";

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private Api() {}

    public static RequestSpecification asReader() {
        return given().spec(new RequestSpecBuilder()
                .setBasePath("/api/v1")
                .addFilter(new ContractCheck())
                .setUrlEncodingEnabled(true)
                .build());
    }

    public static RequestSpecification asAdmin() {
        return withKey(ADMIN_KEY);
    }

    public static RequestSpecification asEditor() {
        return withKey(editorKey());
    }

    /** Each name has its own key. */
    public static RequestSpecification asAuthor(String name) {
        return withKey(key("author", name));
    }

    public static RequestSpecification withKey(String key) {
        return asReader().header("Authorization", "Bearer " + key);
    }

    /** @param body a map or list, or JSON text */
    public static RequestSpecification sending(RequestSpecification as, Object body) {
        return as.contentType(ContentType.JSON.withCharset("UTF-8"))
                .body(body instanceof String ? body : Json.write(body));
    }

    /** The key that {@link #asEditor} sends. */
    public static String editorKey() {
        return key("editor", "Biên tập");
    }

    /** The key that {@link #asAuthor} sends. */
    public static String authorKey(String name) {
        return key("author", name);
    }

    private static String key(String role, String name) {
        return KEYS.computeIfAbsent(
                role + " " + name,
                any -> sending(asAdmin(), Map.of("name", name, "role", role))
                        .post("/keys")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("secret"));
    }
}
