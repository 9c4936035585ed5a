package bantin.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The matches of the query in an article, as HTML whose only element is `<mark>`")
public record Highlights(
        @Schema(
                examples = "Thành phố họp trực tuyến về <mark>nông</mark> <mark>thôn</mark> <mark>mới</mark>",
                required = true)
        String title,

        @Schema(
                description = "The best snippets of the lead and the body, at most two",
                examples = "[\"… xây dựng <mark>nông</mark> <mark>thôn</mark> <mark>mới</mark> …\"]",
                required = true)
        List<String> snippets) {}
