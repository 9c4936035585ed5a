package bantin.article.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The properties of an article in a response that a step can change; null for one that is absent. */
record Shown(Map<String, Object> properties) {

    private static final List<String> TIMES =
            List.of("publishedAt", "expiresAt", "firstPublishedAt", "modifiedAt", "createdAt", "updatedAt");

    /** What a response should show of the article: what readers get, or else the latest content. */
    static Shown of(ModelArticle article, boolean isLatest, boolean mayWorkOn, Instant now) {
        var row = isLatest ? article.latest() : article.main;
        var content = row.content();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", article.id);
        shown.put("version", isLatest ? article.version : article.publicVersion);
        shown.put("status", article.shown(now).name());
        shown.put("title", content.title());
        shown.put("slug", content.slug());
        shown.put("section", content.section());
        shown.put("tags", content.tags());
        shown.put("publishedAt", content.publishedAt());
        shown.put("expiresAt", content.expiresAt());
        shown.put("firstPublishedAt", article.firstPublishedAt);
        shown.put("modifiedAt", modified(article));
        shown.put("createdAt", article.createdAt);
        shown.put("updatedAt", isLatest ? article.latestUpdate() : row.updatedAt());
        shown.put("liveRevision", mayWorkOn && article.live > 0 ? article.live : null);
        shown.put("latestRevision", mayWorkOn ? article.revisions.size() : null);
        shown.put("hasUnpublishedChanges", mayWorkOn ? article.live != article.revisions.size() : null);
        return new Shown(shown);
    }

    private static Instant modified(ModelArticle article) {
        if (article.firstPublishedAt == null) {
            return null;
        }
        var published = article.main.content().publishedAt();
        var modified = article.modifiedAt;
        return modified != null && (published == null || modified.isAfter(published)) ? modified : published;
    }

    static Shown in(JsonNode json) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", json.path("id").longValue());
        shown.put("version", json.path("version").intValue());
        for (var text : List.of("status", "title", "slug")) {
            shown.put(text, json.path(text).textValue());
        }
        shown.put("section", json.at("/section/slug").textValue());
        shown.put(
                "tags",
                StreamSupport.stream(json.path("tags").spliterator(), false)
                        .map(tag -> tag.get("slug").textValue())
                        .toList());
        for (var time : TIMES) {
            shown.put(
                    time,
                    json.has(time)
                            ? OffsetDateTime.parse(json.get(time).textValue()).toInstant()
                            : null);
        }
        shown.put(
                "liveRevision",
                json.has("liveRevision") ? json.get("liveRevision").intValue() : null);
        shown.put(
                "latestRevision",
                json.has("latestRevision") ? json.get("latestRevision").intValue() : null);
        shown.put(
                "hasUnpublishedChanges",
                json.has("hasUnpublishedChanges")
                        ? json.get("hasUnpublishedChanges").booleanValue()
                        : null);
        return new Shown(shown);
    }

    /** What is different, or nothing. */
    String differencesTo(Shown other) {
        var differences = new StringBuilder();
        properties.forEach((name, value) -> {
            var present = other.properties.get(name);
            if (!Objects.equals(value, present)) {
                differences.append(" %s should be %s, is %s;".formatted(name, value, present));
            }
        });
        return differences.toString();
    }
}
