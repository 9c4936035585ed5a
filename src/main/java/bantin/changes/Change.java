package bantin.changes;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One change of something public; what it is now must be read where it stands")
public record Change(
        @Schema(description = "`<kind>-<id>` is its `Cache-Tag`", required = true)
        Kind kind,

        @Schema(examples = "42", required = true) Long id,
        @Schema(required = true) ChangeEvent change,

        @Schema(
                description = "True where it is not there any more for readers: drop your copy",
                examples = "false",
                required = true)
        Boolean gone,

        @Schema(
                description =
                        "When it was changed, or came due. Changes come in the order in which they were committed, "
                                + "from which this may differ a little",
                examples = "2021-10-11T07:28:00+07:00",
                required = true)
        Instant at) {

    /** What can change; the names are those of the API and of the table. */
    @Schema(name = "ChangedKind")
    public enum Kind {
        article,
        section,
        contributor,
        tag,
        media
    }

    /** How it changed for the public. */
    @Schema(name = "WhatChanged")
    public enum ChangeEvent {
        created,
        published,
        edited,
        unpublished,
        withdrawn,
        deleted;

        boolean isEnd() {
            return this == unpublished || this == withdrawn || this == deleted;
        }
    }

    static Change of(String kind, long id, String what, Instant at) {
        var change = ChangeEvent.valueOf(what);
        return new Change(Kind.valueOf(kind), id, change, change.isEnd(), at);
    }
}
