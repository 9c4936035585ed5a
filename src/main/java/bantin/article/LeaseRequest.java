package bantin.article;

import bantin.json.OptionalJsonPayload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The editing lease to acquire or renew")
public record LeaseRequest(
        @Size(min = 1, max = 200) @Schema(description = "The person who is editing. Default: the name of the API key.", examples = "Minh An")
        String name,

        @Min(30) @Max(3600) @Schema(
                description = "The number of seconds from now until the lease expires",
                defaultValue = "300",
                examples = "300")
        Integer seconds,

        @Schema(description = "`true` takes the lease over if somebody else holds it", defaultValue = "false")
        Boolean takeOver)
        implements OptionalJsonPayload {

    private static final int DEFAULT_SECONDS = 300;

    public LeaseRequest {
        seconds = seconds == null ? DEFAULT_SECONDS : seconds;
    }

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    boolean takesOver() {
        return Boolean.TRUE.equals(takeOver);
    }
}
