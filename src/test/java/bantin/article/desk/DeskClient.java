package bantin.article.desk;

import bantin.testsupport.Api;
import bantin.testsupport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The HTTP API, for people. */
final class DeskClient {

    /** Of withdrawals. */
    static final String REASON = "Bài viết có số liệu chưa chính xác.";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Person, String> keys = new EnumMap<>(Person.class);
    private final URI server;

    DeskClient(URI server) {
        this.server = server;
        for (var person : Person.values()) {
            keys.put(person, person.key());
        }
    }

    record Answer(int status, HttpResponse<String> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.read(response.body());
        }
    }

    Answer get(Person person, String path) {
        return send(request(person, path).GET());
    }

    Answer getIfChanged(Person person, String path, String etag) {
        return send(request(person, path).setHeader("If-None-Match", etag).GET());
    }

    Answer head(Person person, String path) {
        return send(request(person, path).method("HEAD", BodyPublishers.noBody()));
    }

    Answer send(Step step, DeskModel model) {
        var article = model.articleOf(step);
        var path = article.map(it -> "/articles/" + it.id).orElse("/articles");
        var query = step.publishes() ? "?publish=true" : "";
        var ifMatch = article.map(it -> it.ifMatch(step.basis())).orElse(null);
        return switch (step.kind()) {
            case CREATE -> write(step, "POST", path + query, null, withBody(model.sent(step, null)));
            case PUT -> write(step, "PUT", path + query, ifMatch, withBody(model.sent(step, article.orElseThrow())));
            case PATCH -> write(step, "PATCH", path + query, ifMatch, model.sent(step, article.orElseThrow()));
            case PUBLISH ->
                write(step, "POST", path + "/publish", ifMatch, publication(step, model, article.orElseThrow()));
            case DISCARD -> write(step, "POST", path + "/discard", ifMatch, null);
            case CORRECT -> write(step, "POST", path + "/corrections", ifMatch, Map.of("text", "Đính chính."));
            case RESTORE_REVISION -> {
                var number = model.revisionOf(step, article.orElseThrow());
                yield write(step, "POST", path + "/revisions/" + number + "/restore", ifMatch, null);
            }
            case UNPUBLISH -> write(step, "POST", path + "/unpublish", ifMatch, null);
            case WITHDRAW -> write(step, "POST", path + "/withdraw", ifMatch, Map.of("reason", REASON));
            case RESTORE -> write(step, "POST", path + "/restore", ifMatch, null);
            case TRASH -> write(step, "DELETE", path, ifMatch, null);
            case PURGE -> write(step, "DELETE", path + "?purge=true", ifMatch, null);
            case VIEW -> write(step, "POST", path + "/views", null, null);
            case CLOCK -> throw new IllegalArgumentException("no request");
        };
    }

    private static Map<String, Object> withBody(Map<String, Object> content) {
        content.put("bodyMarkdown", "Chữ.");
        return content;
    }

    private static Map<String, Object> publication(Step step, DeskModel model, ModelArticle article) {
        var body = new LinkedHashMap<String, Object>();
        if (step.revision() != null) {
            body.put("revision", model.revisionOf(step, article));
        }
        if (step.publishIn() != null) {
            body.put("publishAt", model.after(step.publishIn()));
        }
        if (step.isNow()) {
            body.put("now", true);
        }
        return body;
    }

    private Answer write(Step step, String method, String path, String ifMatch, Map<String, Object> body) {
        var request = request(step.person(), path);
        if (ifMatch != null) {
            request.setHeader("If-Match", ifMatch);
        }
        if (body == null) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        var json = new LinkedHashMap<String, Object>();
        body.forEach((name, value) -> json.put(name, value instanceof java.time.Instant ? value.toString() : value));
        return send(request.setHeader("Content-Type", method.equals("PATCH") ? Api.MERGE_PATCH : "application/json")
                .method(method, BodyPublishers.ofString(Json.write(json))));
    }

    private HttpRequest.Builder request(Person person, String path) {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1" + path)).timeout(Duration.ofSeconds(20));
        if (person.hasKey()) {
            request.setHeader("Authorization", "Bearer " + keys.get(person));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
