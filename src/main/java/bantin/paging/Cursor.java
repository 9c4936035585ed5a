package bantin.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The last item of a page, opaque to clients: the value it was sorted by, its id, and a digest of the list's filters
 * and order, so that it cannot be used to go on in another list.
 */
public record Cursor(int list, String value, long id) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String encode() {
        var json = JSON.createArrayNode().add(list).add(value).add(id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Cursor> decode(String text) {
        try {
            JsonNode json = JSON.readTree(Base64.getUrlDecoder().decode(text));
            return json.isArray()
                            && json.size() == 3
                            && json.get(0).isInt()
                            && json.get(2).canConvertToLong()
                            && json.get(1).isTextual()
                            && json.get(1).asText().indexOf('\0') < 0
                    ? Optional.of(new Cursor(
                            json.get(0).intValue(),
                            json.get(1).asText(),
                            json.get(2).longValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
