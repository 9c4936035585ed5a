package bantin.changes;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A change to a public resource. Get the resource itself for its current content.")
public record Change(
        @Schema(description = "The type of the resource. `<type>-<id>` is its `Cache-Tag`.", required = true)
        ResourceType type,

        @Schema(examples = "42", required = true) Long id,
        @Schema(required = true) ChangeEvent event,

        @Schema(
                description = "`true` if the resource is no longer public: delete your copy",
                examples = "false",
                required = true)
        Boolean deleted,

        @Schema(
                description = "The time of the change, or the scheduled time. Changes are listed in commit "
                        + "order, which may differ slightly from the order of this time.",
                examples = "2021-10-11T07:28:00+07:00",
                required = true)
        Instant occurredAt) {

    /** The type of a changed resource. The names are those of JSON and of the table. */
    @Schema(name = "ResourceType")
    public enum ResourceType {
        article,
        section,
        contributor,
        tag,
        media
    }

    /** How a resource changed for readers. */
    @Schema(name = "ChangeEvent")
    public enum ChangeEvent {
        created,
        published,
        updated,
        unpublished,
        withdrawn,
        deleted;

        boolean isEnd() {
            return this == unpublished || this == withdrawn || this == deleted;
        }
    }

    static Change of(String type, long id, String event, Instant occurredAt) {
        var known = ChangeEvent.valueOf(event);
        return new Change(ResourceType.valueOf(type), id, known, known.isEnd(), occurredAt);
    }
}
