package bantin.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Where an article has what was sought, as HTML in which nothing but `<mark>` stands")
public record Highlights(
        @Schema(
                examples = "Thành phố họp trực tuyến về <mark>nông</mark> <mark>thôn</mark> <mark>mới</mark>",
                required = true)
        String title,

        @Schema(
                description = "The best places of lead and body, up to two",
                examples = "[\"… xây dựng <mark>nông</mark> <mark>thôn</mark> <mark>mới</mark> …\"]",
                required = true)
        List<String> snippets) {}
