package bantin.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A problem (RFC 9457): the body of every error response. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "A problem (RFC 9457), with the extension members of its type",
        properties = {
            @SchemaProperty(
                    name = "currentVersion",
                    type = SchemaType.INTEGER,
                    description = "With 412 and 428: the current version"),
            @SchemaProperty(
                    name = "conflicts",
                    type = SchemaType.ARRAY,
                    implementation = FieldConflict.class,
                    description = "With 412 of `PUT` and `PATCH` of an article: the properties that the edit changes "
                            + "or that were changed meanwhile, each with the values `base`, `current` and `wanted`. "
                            + "Absent if the version in `If-Match` is too old, or the edit is not valid"),
            @SchemaProperty(
                    name = "articleStatus",
                    type = SchemaType.STRING,
                    description = "With `illegal-transition`: the current status of the article. With `slug-taken`: "
                            + "the status of the article in `id`"),
            @SchemaProperty(
                    name = "usedBy",
                    type = SchemaType.INTEGER,
                    description = "With `in-use`: the number of references to the resource"),
            @SchemaProperty(
                    name = "id",
                    type = SchemaType.INTEGER,
                    description = "With `url-taken`: the id of the media asset with this URL. With `slug-taken`: the "
                            + "id of the article with this slug, if you may see it"),
            @SchemaProperty(
                    name = "heldBy",
                    type = SchemaType.STRING,
                    description = "With `lease-held`: the name of the holder of the editing lease"),
            @SchemaProperty(
                    name = "until",
                    type = SchemaType.STRING,
                    format = "date-time",
                    description = "With `lease-held`: the time at which the editing lease expires")
        })
record Problem(
        @Schema(
                description = "The type of the problem. GET this URL for its meaning and remedy.",
                examples = "/problems/version-conflict",
                required = true)
        String type,

        @Schema(examples = "The resource has changed", required = true)
        String title,

        @Schema(examples = "412", required = true) int status,

        @Schema(
                description = "The explanation of this occurrence",
                examples = "The current version is 4, but If-Match has \"3\".")
        String detail,

        @Schema(description = "The path of the request", examples = "/api/v1/articles/42")
        String instance,

        @Schema(description = "The first 100 violations of the input. `detail` says how many more there are.")
        List<Violation> errors,

        @Schema(description = "Only with 5xx: the id of the entry in the server's log", examples = "9f1c2d3e4a5b6c7d")
        String traceId,

        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemType type, String detail, String instance) {
        return new Problem(type.uri(), type.title, type.status, detail, instance, null, null, Map.of());
    }

    static Problem of(ProblemException refusal, String instance) {
        var type = refusal.type();
        return new Problem(
                type.uri(),
                type.title,
                type.status,
                refusal.getMessage(),
                instance,
                refusal.errors(),
                null,
                refusal.members());
    }

    /** The problem of a 5xx. It reveals nothing of the cause, only the id of the log entry. */
    static Problem ofFailure(ProblemType type, String traceId, String instance) {
        return new Problem(type.uri(), type.title, type.status, type.meaning, instance, null, traceId, Map.of());
    }

    Problem withStatus(int other) {
        return new Problem(type, title, other, detail, instance, errors, traceId, members);
    }
}
