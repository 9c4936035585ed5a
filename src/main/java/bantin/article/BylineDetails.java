package bantin.article;

import bantin.contributor.ContributorRef;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One credit on an article")
public record BylineDetails(
        @Schema(description = "As printed", examples = "Minh An", required = true)
        String name,

        @Schema(required = true) BylineRole role,

        @Schema(description = "Absent while it is a free name")
        ContributorRef contributor) {

    /** What stands under an article: exactly what was sent, or the names of those who are credited. */
    public static String printed(String bylineText, List<BylineDetails> bylines) {
        if (bylineText != null) {
            return bylineText;
        }
        return bylines.isEmpty()
                ? null
                : bylines.stream().map(BylineDetails::name).collect(Collectors.joining(", "));
    }

    public static BylineDetails of(Byline byline) {
        return new BylineDetails(byline.printedName(), byline.role, ContributorRef.of(byline.contributor));
    }
}
