package bantin.article.comparison;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The values are JSON of any type. */
@Schema(description = "A property of the content that is different, except the body")
public record FieldChange(
        @Schema(examples = "title", required = true) String field,

        @Schema(description = "The value before; absent if there was none")
        Object before,

        @Schema(description = "The value after; absent if there is none")
        Object after,

        @Schema(description = "Both values by words; only of `title`, `lead` and `bylineText`")
        List<TextChange> text) {}
