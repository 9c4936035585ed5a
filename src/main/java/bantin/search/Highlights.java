package bantin.search;

import bantin.article.ArticleRow;
import java.util.List;
import java.util.stream.Stream;
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
        List<String> snippets) {

    /** Of the article {@code a}; {@code :marked} are the words. A line break parts snippets. */
    public static final String COLUMNS = """
            , ts_headline(coalesce(search_stemmer(a.locale), 'bantin'), search_escape(a.title), cast(:marked as tsquery),
                          'HighlightAll=true, StartSel=<mark>, StopSel=</mark>'),
              ts_headline(coalesce(search_stemmer(a.locale), 'bantin'),
                          search_escape(translate(concat_ws(' ', a.lead, search_body(a.body)), E'\\n', ' ')),
                          cast(:marked as tsquery),
                          E'MaxFragments=2, MinWords=12, MaxWords=32, FragmentDelimiter="\\n", StartSel=<mark>, StopSel=</mark>')""";

    /** @param row of {@link ArticleRow} with {@link #COLUMNS} behind */
    public static Highlights of(Object[] row) {
        var snippets = (String) row[ArticleRow.COLUMNS + 1];
        return new Highlights(
                (String) row[ArticleRow.COLUMNS],
                Stream.of(snippets.split("\n"))
                        .map(String::strip)
                        .filter(snippet -> !snippet.isEmpty())
                        .toList());
    }
}
