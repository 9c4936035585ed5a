package bantin.testsupport;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.sending;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Fixtures: sections, tags, contributors and articles that are written with the API. */
public final class Newsroom {

    private static final AtomicLong COUNTER = new AtomicLong();

    private Newsroom() {}

    /** The slug of a new section. */
    public static String aSection(String name) {
        return aSection(name, null);
    }

    public static String aSection(String name, String parent) {
        var section = new LinkedHashMap<String, Object>(Map.of("name", name));
        if (parent != null) {
            section.put("parent", parent);
        }
        return create("/sections", section).path("slug");
    }

    public static String aTag(String name) {
        return create("/tags", Map.of("name", name)).path("slug");
    }

    /** The slug of a new tag that readers see because an article with it was public. */
    public static String aTagOfThePast(String name) {
        var tag = aTag(name);
        Newsroom.patch(anArticle().with("tags", List.of(tag)).unpublished().path(), Map.of("tags", List.of()));
        return tag;
    }

    public static String aContributor(String name) {
        return create("/contributors", Map.of("name", name)).path("slug");
    }

    /** The slug of a new contributor whom readers see because an article with the byline was public. */
    public static String aContributorOfThePast(String name) {
        var contributor = aContributor(name);
        var article = anArticle().with("bylines", List.of(Map.of("contributor", contributor)));
        Newsroom.patch(article.unpublished().path(), Map.of("bylines", List.of()));
        return contributor;
    }

    public static Response create(String path, Object body) {
        return sending(Api.asEditor(), body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** Changes some properties of any version. Readers of a published article see the change. */
    public static void patch(String path, Object change) {
        if (save(path, change).path("liveRevision") != null) {
            asEditor().post(path + "/publish").then().statusCode(200);
        }
    }

    /** Changes some properties of any version. Readers of a published article see nothing of it. */
    public static Response save(String path, Object change) {
        var answer = asEditor()
                .contentType(Api.MERGE_PATCH)
                .header("If-Match", "*")
                .body(change instanceof String ? change : Json.write(change))
                .patch(path);
        answer.then().statusCode(200);
        return answer;
    }

    /** Adds a correction to an article that was public. */
    public static void correct(Written article, String text) {
        sending(asEditor(), Map.of("text", text))
                .post(article.path() + "/corrections")
                .then()
                .statusCode(200);
    }

    public static Draft anArticle() {
        return new Draft();
    }

    /** An article that has not been written. The last step writes it and returns the response. */
    public static final class Draft {

        private final Map<String, Object> content = new LinkedHashMap<>();
        private Supplier<RequestSpecification> writer = Api::asEditor;

        private Draft() {
            content.put("title", "Tin số " + COUNTER.incrementAndGet());
            content.put("body", List.of(paragraph("Nội dung.")));
        }

        public Draft titled(String title) {
            return with("title", title);
        }

        public Draft in(String section) {
            return with("section", section);
        }

        public Draft by(Supplier<RequestSpecification> writer) {
            this.writer = writer;
            return this;
        }

        public Draft dated(String publishedAt) {
            return with("publishedAt", publishedAt);
        }

        public Draft with(String property, Object value) {
            content.put(property, value);
            return this;
        }

        public Draft withBodyOf(Object... nodes) {
            return with("body", List.of(nodes));
        }

        public Draft withoutBody() {
            content.remove("body");
            return this;
        }

        public Map<String, Object> content() {
            content.computeIfAbsent("section", any -> aSection("Mục " + COUNTER.incrementAndGet()));
            return content;
        }

        public Written draft() {
            var answer = sending(writer.get(), content()).post("/articles");
            answer.then().statusCode(201);
            return new Written(Json.read(answer.asString()), answer.header("ETag"));
        }

        public Written published() {
            return draft().move("publish", Map.of());
        }

        public Written scheduledFor(String publishAt) {
            return draft().move("publish", Map.of("publishAt", publishAt));
        }

        public Written unpublished() {
            return published().move("unpublish", null);
        }

        public Written withdrawn(String reason) {
            return published().move("withdraw", Map.of("reason", reason));
        }

        public Written trashed() {
            var written = draft();
            Api.asEditor().delete("/articles/" + written.id()).then().statusCode(204);
            return written;
        }
    }

    /** An article in a response. */
    public record Written(JsonNode json, String etag) {

        public long id() {
            return json.get("id").longValue();
        }

        public int version() {
            return json.get("version").intValue();
        }

        public String slug() {
            return json.get("slug").textValue();
        }

        public String path() {
            return "/articles/" + id();
        }

        public Written move(String verb, Object body) {
            var request = body == null ? Api.asEditor() : sending(Api.asEditor(), body);
            var answer = request.post(path() + "/" + verb);
            answer.then().statusCode(200);
            return new Written(Json.read(answer.asString()), answer.header("ETag"));
        }
    }

    public static Map<String, Object> paragraph(String text) {
        return Map.of("_type", "block", "style", "normal", "children", List.of(Map.of("_type", "span", "text", text)));
    }

    public static Map<String, Object> picture(String key) {
        return Map.of("_type", "image", "_key", key);
    }

    public static Map<String, Object> media(String key, String url, String caption) {
        return Map.of("key", key, "asset", Map.of("url", url), "caption", caption);
    }

    public static List<String> titles(Response list) {
        return new ArrayList<>(list.then().statusCode(200).extract().<List<String>>path("items.title"));
    }

    /** Waits until lists sorted by views include all counted views. */
    public static void waitUntilRanked() {
        Concurrently.await(() -> !isAnyNotRanked());
    }

    private static boolean isAnyNotRanked() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Panache.getSession()
                        .createNativeQuery(
                                "select exists (select from view_count where ranking_total <> total)", Boolean.class)
                        .getSingleResult());
    }
}
