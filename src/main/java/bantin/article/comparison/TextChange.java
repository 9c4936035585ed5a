package bantin.article.comparison;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description = "A part of a text. The parts that are `equal` or `delete` are the text before, those that are "
                + "`equal` or `insert` the text after.")
public record TextChange(
        @Schema(required = true) Operation operation,

        @Schema(examples = "Thành phố ", required = true) String text) {

    @Schema(name = "TextOperation")
    public enum Operation {
        equal,
        delete,
        insert
    }
}
