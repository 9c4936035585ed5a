package bantin.article;

import bantin.json.OptionalJsonPayload;
import bantin.problem.Violations;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which revision of an article is published, and when: now, backdated, or at a time in the future. */
@Schema(description = "What is published, and when")
public record PublishRequest(
        @Min(1) @Schema(
                description = "The number of the revision that readers get. An earlier one rolls the article back; "
                        + "later revisions stay in the working copy. Default: the latest.",
                examples = "1")
        Integer revision,

        @Schema(
                description = "The time of publication. A past time backdates the article; a future time schedules it. "
                        + "Default: the article's `publishedAt`, or else now.",
                examples = "2021-10-11T07:28:00+07:00")
        Instant publishAt,

        @Schema(
                description = "`true` publishes now, even if the article has another `publishedAt` or is scheduled. "
                        + "Cannot be combined with `publishAt`.")
        Boolean now,

        @Size(min = 1, max = NewCorrection.MAX_TEXT) @Schema(
                description = "A correction for readers: what was wrong, as plain text. It is added if the request "
                        + "changes anything.")
        String correction)
        implements OptionalJsonPayload {

    @Override
    public PublishRequest validate(Violations violations) {
        if (publishAt != null && isNow()) {
            violations.at("/now", "exclusive", "cannot be combined with 'publishAt'");
        }
        return this;
    }

    boolean isNow() {
        return Boolean.TRUE.equals(now);
    }
}
