package bantin.article;

import bantin.contributor.ContributorRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One credit on an article")
public record BylineDetails(
        @Schema(description = "As printed", examples = "Minh An", required = true)
        String name,

        @Schema(required = true) BylineRole role,

        @Schema(description = "Absent while it is a free name")
        ContributorRef contributor) {

    static BylineDetails of(Byline byline) {
        var contributor = ContributorRef.of(byline.contributor);
        return new BylineDetails(byline.name != null ? byline.name : contributor.name(), byline.role, contributor);
    }
}
