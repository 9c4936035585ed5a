package bantin.article;

import bantin.database.Row;
import bantin.http.Representation;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "An editing lease: who is editing an article, and until when")
public record LeaseDetails(
        @Schema(examples = "42", required = true) Long articleId,

        @Schema(description = "The id of the holder's API key", examples = "1", required = true)
        Long keyId,

        @Schema(description = "The name of the holder", examples = "Minh An", required = true)
        String name,

        @Schema(
                description = "The time at which the holder acquired the lease",
                examples = "2021-10-11T07:28:00+07:00",
                required = true)
        Instant since,

        @Schema(
                description = "The time at which the lease expires",
                examples = "2021-10-11T07:33:00+07:00",
                required = true)
        Instant until)
        implements Representation {

    static LeaseDetails of(Row row) {
        return new LeaseDetails(
                row.number("article_id"), row.number("key_id"), row.text("name"), row.time("since"), row.time("until"));
    }
}
