package bantin.article;

import bantin.problem.ProblemException;
import bantin.problem.Violations;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of the request that creates an article. */
public class CreationParameters extends SavingParameters {

    @RestQuery
    @Parameter(
            description = "Of an article that was published in another system: the time of its first publication, not "
                    + "later than `publishedAt`. Requires `publish=true`. Default: `publishedAt`.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String firstPublishedAt;

    @RestQuery
    @Parameter(
            description = "Of an article that was published in another system: the time of the last change that "
                    + "readers saw. Requires `publish=true`.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String modifiedAt;

    /** @throws ProblemException 400 the times contradict each other or the content, or are in the future */
    FormerTimes formerTimes(ArticleContent content, Instant now) {
        var violations = new Violations();
        var publishedAt = content.publishedAt() != null ? content.publishedAt() : now;
        var first = former("firstPublishedAt", firstPublishedAt, null, now, violations);
        if (first != null && first.isAfter(publishedAt)) {
            violations.in("firstPublishedAt", "range", "must not be later than 'publishedAt'");
        }
        var modified = former("modifiedAt", modifiedAt, first != null ? first : publishedAt, now, violations);
        violations.throwIfAny();
        return new FormerTimes(first, modified);
    }

    private Instant former(String name, String text, Instant earliest, Instant now, Violations violations) {
        var time = time(name, text, violations);
        if (text != null && !"true".equals(publish)) {
            violations.in(name, "value", "requires 'publish=true'");
        } else if (time != null && time.isAfter(now)) {
            violations.in(name, "range", "must not be in the future");
        } else if (time != null && earliest != null && time.isBefore(earliest)) {
            violations.in(name, "range", "must not be before the first publication, which is " + earliest);
        }
        return time;
    }
}
