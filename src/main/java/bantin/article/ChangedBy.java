package bantin.article;

import bantin.database.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Who made a change")
public record ChangedBy(
        @Schema(description = "The id of the API key", examples = "1")
        Long keyId,

        @Schema(description = "The name of the API key", examples = "Ban biên tập")
        String keyName,

        @Schema(description = "The `person` that the request named", examples = "Minh An")
        String person) {

    /** Null if nothing is known. */
    static ChangedBy of(Row row) {
        var keyId = row.get("key_id", Long.class);
        var person = row.text("person");
        return keyId == null && person == null ? null : new ChangedBy(keyId, row.text("key_name"), person);
    }
}
