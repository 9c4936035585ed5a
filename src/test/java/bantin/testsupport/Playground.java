package bantin.testsupport;

import static bantin.testsupport.Newsroom.anArticle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that generated requests can refer to, from earlier responses, by kind and property; the latest is last. */
final class Playground {

    private static final int MAX_VALUES = 40;

    /** The kind and property that each parameter refers to. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("section", "sections.slug"),
            Map.entry("parent", "sections.slug"),
            Map.entry("tag", "tags.slug"),
            Map.entry("tags", "tags.slug"),
            Map.entry("contributor", "contributors.slug"),
            Map.entry("articleId", "articles.id"),
            Map.entry("articles", "articles.id"),
            Map.entry("ids", "articles.id"),
            Map.entry("id", "media.id"),
            Map.entry("url", "media.url"),
            Map.entry("q", "articles.title"),
            Map.entry("since", "changes.nextCursor"));

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, String> etags = new LinkedHashMap<>();
    private final Canaries canaries;
    private int created;

    Playground(Canaries canaries) {
        this.canaries = canaries;
        remember("problems.slug", "version-conflict");
    }

    /** New rows of each kind, because requests delete, publish and rename them. */
    void replenish() {
        int number = ++created;
        var section = created("sections", Map.of("name", "Mục chơi " + number));
        var tag = created("tags", Map.of("name", "Thẻ chơi " + number));
        var contributor = created("contributors", Map.of("name", "Tác giả " + number));
        created("media", Map.of("url", "https://anh.example.org/choi-" + number + ".jpg"));
        var key = Api.sending(Api.asAdmin(), Map.of("name", "Khóa chơi " + number, "role", "author"))
                .post("/keys");
        learn("keys", Json.read(key.asString()));
        for (int i = 0; i < 4; i++) {
            var article = anArticle()
                    .titled("Bài chơi số " + number + " phần " + i)
                    .in(section)
                    .with("tags", List.of(tag))
                    .with("bylines", List.of(Map.of("contributor", contributor)))
                    .with(
                            "media",
                            List.of(Newsroom.media(
                                    "a", "https://anh.example.org/bai-" + number + "-" + i + ".jpg", "Ảnh")));
            var written =
                    switch (i) {
                        case 0 -> leased(article.draft());
                        case 1 -> article.trashed();
                        case 2 ->
                            article.by(() -> Api.withKey(FuzzRole.authorKey())).draft();
                        default -> withParts(article.published());
                    };
            learn("articles", written.json());
        }
    }

    /** With a preview and a correction, which have numbers of their own in the article. */
    private Newsroom.Written withParts(Newsroom.Written article) {
        var preview = Newsroom.create(article.path() + "/previews", Map.of()).path("id");
        remember("previews", "/api/v1" + article.path() + "/previews/" + preview);
        for (int correction = 1; correction <= 3; correction++) {
            Api.sending(Api.asEditor(), Map.of("text", "Bản trước ghi nhầm."))
                    .post(article.path() + "/corrections")
                    .then()
                    .statusCode(200);
            remember("corrections", "/api/v1" + article.path() + "/corrections/" + correction);
        }
        var corrected = Api.asEditor().get(article.path());
        return new Newsroom.Written(Json.read(corrected.asString()), corrected.header("ETag"));
    }

    private static Newsroom.Written leased(Newsroom.Written article) {
        Api.asEditor().put(article.path() + "/lease").then().statusCode(200);
        return article;
    }

    private String created(String kind, Map<String, ?> content) {
        var json = Json.read(Newsroom.create("/" + kind, content).asString());
        learn(kind, json);
        return json.get("slug") == null ? null : json.get("slug").textValue();
    }

    /** Remembers the ids, slugs, cursors and ETags of a response. */
    void learn(String path, JsonNode json, String etag) {
        if (etag != null) {
            etags.put(path, etag);
        }
        var segments = path.split("/");
        if (segments.length > 3 && json != null) {
            learn(segments[3], json);
            json.path("items").forEach(item -> learn(segments[3], item));
            remember(segments[3] + ".nextCursor", json.at("/page/nextCursor").textValue());
        }
    }

    private void learn(String kind, JsonNode item) {
        for (var property : List.of("slug", "url", "title")) {
            remember(kind + "." + property, item.path(property).textValue());
        }
        // other keys belong to the tests
        if (kind.equals("keys") && !item.has("secret")) {
            return;
        }
        if (item.path("id").isIntegralNumber()
                && !canaries.isHidden(item.get("id").longValue())) {
            var id = item.get("id").asText();
            remember(kind + ".id", id);
            if (item.has("version")) {
                versions.put(kind + "/" + id, item.get("version").asText());
            }
        }
    }

    private void remember(String name, String value) {
        if (value == null || value.isEmpty() || value.length() > 300 || canaries.isMentionedIn(value)) {
            return;
        }
        var known = values.computeIfAbsent(name, any -> new ArrayList<>());
        known.remove(value);
        known.add(value);
        if (known.size() > MAX_VALUES) {
            known.remove(0);
        }
    }

    /** A value for a property or parameter of this name. */
    Optional<String> valueFor(String name, Dice dice) {
        return value(MEANINGS.getOrDefault(name, ""), dice);
    }

    /** A value of this kind and property, such as {@code articles.id}; recent ones are more likely. */
    Optional<String> value(String name, Dice dice) {
        var known = values.getOrDefault(name, List.of());
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(known.size() - 1 - older(known.size(), dice)));
    }

    private static int older(int size, Dice dice) {
        return dice.percent(50) ? dice.below(Math.min(size, 6)) : dice.below(size);
    }

    boolean isOurs(String kind, String id) {
        return values.getOrDefault(kind + ".id", List.of()).contains(id);
    }

    /** For {@code If-Match}: the latest version. */
    Optional<String> versionAt(String path) {
        var segments = path.split("/");
        return segments.length > 4
                ? Optional.ofNullable(versions.get(segments[3] + "/" + segments[4]))
                : Optional.empty();
    }

    /** For {@code If-None-Match}: the latest ETag. */
    Optional<String> etagAt(String path) {
        return Optional.ofNullable(etags.get(path));
    }
}
