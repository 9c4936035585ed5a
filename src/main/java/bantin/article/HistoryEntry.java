package bantin.article;

import bantin.database.Row;
import bantin.http.Representation;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "An entry of an article's history")
public record HistoryEntry(
        @Schema(description = "From 1, without gaps", examples = "3", required = true)
        Integer number,

        @Schema(required = true) HistoryEvent event,

        @Schema(examples = "2021-10-11T07:28:00+07:00", required = true)
        Instant at,

        @Schema(description = "The number of the revision that was saved, published or scheduled", examples = "2")
        Integer revision,

        @Schema(description = "With `reverted` and `discarded`: the number of the revision whose content it is")
        Integer fromRevision,

        @Schema(description = "With `published` and `scheduled`: the time from which the article is public")
        Instant publishedAt,

        @Schema(description = "With `withdrawn`: the reason that readers see")
        String reason,

        @Schema(
                description = "The properties of the content that the revision changed; of the first revision, those "
                        + "that it has. Absent if no revision was saved",
                examples = "[\"title\", \"body\"]")
        List<String> changed,

        @Schema(description = "Absent if the server made the change itself")
        ChangedBy by,

        @Schema(
                description = "The `message` of the request: why the change was made",
                examples = "Sửa tên người trong câu thứ hai")
        String message)
        implements Representation {

    static HistoryEntry of(Row row) {
        return new HistoryEntry(
                row.get("number", Integer.class),
                HistoryEvent.valueOf(row.text("event")),
                row.time("at"),
                row.get("revision", Integer.class),
                row.get("from_revision", Integer.class),
                row.time("published_at"),
                row.text("reason"),
                changed(row),
                ChangedBy.of(row),
                row.text("message"));
    }

    /** Reads the column {@code changed}, joined by commas; null if it is null. */
    static List<String> changed(Row row) {
        var names = row.text("changed");
        return names == null ? null : names.isEmpty() ? List.of() : List.of(names.split(","));
    }
}
