package bantin.views;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A view, committed, and the count that it made")
record CountedView(
        @Schema(examples = "42", required = true) Long articleId,

        @Schema(description = "How often the article was read, this view included", examples = "1984", required = true)
        Long views,

        @Schema(
                description = "False for crawlers, pages fetched ahead, and visitors who were there just now",
                examples = "true",
                required = true)
        Boolean counted) {

    String json() {
        return "{\"articleId\":" + articleId + ",\"views\":" + views + ",\"counted\":" + counted + "}";
    }
}
