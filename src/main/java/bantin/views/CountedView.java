package bantin.views;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The result of a view, after it was committed")
record CountedView(
        @Schema(examples = "42", required = true) Long articleId,

        @Schema(
                description = "The number of views of the article, including this view",
                examples = "1984",
                required = true)
        Long views,

        @Schema(
                description = "`false` for crawlers, prefetched pages, and repeat views of a visitor within "
                        + "the deduplication window",
                examples = "true",
                required = true)
        Boolean counted) {

    String json() {
        return "{\"articleId\":" + articleId + ",\"views\":" + views + ",\"counted\":" + counted + "}";
    }
}
