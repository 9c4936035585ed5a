package bantin.search;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.titles;

import io.restassured.response.Response;
import java.util.List;

/** Searches as readers send them. */
final class Searches {

    private Searches() {}

    /** @param more names and values of other parameters */
    static Response search(String q, String... more) {
        var request = asReader().queryParam("q", q);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return request.get("/articles");
    }

    /** The titles. */
    static List<String> found(String q, String... more) {
        return titles(search(q, more));
    }

    /** The titles that the query finds without a correction. */
    static List<String> foundAsTyped(String q) {
        var answer = search(q);
        return answer.path("correctedQuery") == null ? titles(answer) : List.of();
    }

    /** The query that was searched for instead, or null. */
    static String corrected(String q) {
        return search(q).path("correctedQuery");
    }
}
