package bantin.article;

import bantin.contributor.ContributorRef;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A byline of an article")
public record BylineDetails(
        @Schema(description = "The name as printed", examples = "Minh An", required = true)
        String name,

        @Schema(required = true) BylineRole role,

        @Schema(description = "The credited contributor; absent if the byline has only a name")
        ContributorRef contributor) {

    static BylineDetails of(Byline byline) {
        var contributor = ContributorRef.of(byline.contributor);
        return new BylineDetails(byline.name != null ? byline.name : contributor.name(), byline.role, contributor);
    }
}
