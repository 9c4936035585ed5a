package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes in by whichever door, HTML that goes out runs nothing. {@link HtmlRoundTripTest} does HTML at large.
 */
class SafetyTest {

    private static final List<String> NASTY = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</p><iframe src=//evil>",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "\u0001javascript:alert(1)",
            "data:text/html,x",
            "&#106;avascript:alert(1)",
            "<!--",
            "]]>",
            "&lt;script&gt;",
            "<svg/onload=alert(1)>",
            "vbscript:x",
            "<a href=",
            "`\"'>",
            "strong",
            "em",
            "link",
            "underline",
            "https://example.vn",
            "https://www.youtube.com/watch?v=x\" onload=\"alert(1)",
            "/tin",
            "<style>*{}</style>",
            "expression(alert(1))",
            "h2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>x",
                "a<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JAVASCRIPT:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "[x](&#106;avascript:alert(1))",
                "[x](javascript&colon;alert(1))",
                "<javascript:alert(1)>",
                "<data:text/html,x>",
                "<vbscript:x>",
                "![x](javascript:alert(1))",
                "![x](data:image/svg+xml,x)",
                "[x]\n\n[x]: javascript:alert(1)",
                "<a href='javascript:alert(1)' onclick='alert(2)'>x</a>",
                "<iframe src='//evil'></iframe>",
                "<div onclick='alert(1)'>\n\n*x*\n\n</div>",
                "<svg><script>alert(1)</script></svg>",
                "![x\" onerror=\"alert(1)](/a.jpg)",
                "![](/a.jpg \"\\\"><script>alert(1)</script>\")",
                "```\" onclick=\"alert(1)\n</code><script>alert(1)</script>\n```",
                "|<script>alert(1)</script>|\n|-|\n|[x](javascript:x)|",
                "<form action='javascript:x'><button>x</button></form>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">"
            })
    void hostile_markdown_becomes_harmless_html(String markdown) {
        ImportedBody imported = MarkdownReader.read(markdown, Map.of());
        AllowedHtml.check(Bodies.html(imported));

        String again = MarkdownWriter.write(imported.body(), Bodies.picturesOf(imported));
        AllowedHtml.check(Bodies.html(MarkdownReader.read(again, Map.of())));
    }

    @Test
    void hostile_portable_text_becomes_harmless_html() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            var nodes = new ArrayList<Node>();
            for (int i = 0; i < 6; i++) {
                nodes.add(hostileNode(random));
            }
            Body body = new Body(nodes);
            AllowedHtml.check(HtmlWriter.write(body, key -> Optional.of(hostilePicture(key, random))));
            String markdown = MarkdownWriter.write(body, key -> Optional.of(hostilePicture(key, random)));
            AllowedHtml.check(Bodies.html(MarkdownReader.read(markdown, Map.of())));
        }
    }

    @Test
    void text_in_markdown_never_turns_into_tags() {
        for (String nasty : NASTY) {
            Body body = Bodies.read("<p>" + HtmlWriter.escaped(nasty) + "</p>").body();
            String markdown = MarkdownWriter.write(body, Bodies.noPictures());

            assertThat(MarkdownReader.read(markdown, Map.of()).body())
                    .as(markdown)
                    .isEqualTo(body);
        }
    }

    private static Node hostileNode(Random random) {
        return switch (random.nextInt(6)) {
            case 3 -> new Embed(nasty(random), nasty(random)).toNode(keys());
            case 0 -> Image.of(any(Picture.Kind.values(), random), nasty(random), nasty(random));
            case 1 -> new Table(List.of(List.of(nasty(random), nasty(random)), List.of(nasty(random)))).toNode(keys());
            case 2 ->
                new CustomNode(new CodeBlock(nasty(random), null)
                        .toNode(keys())
                        .toJson()
                        .put("language", nasty(random)));
            default ->
                new Block(
                        nasty(random),
                        nasty(random),
                        random.nextBoolean() ? nasty(random) : null,
                        1 + random.nextInt(3),
                        random.nextBoolean() ? random.nextInt() : null,
                        List.of(hostileSpan(random), hostileSpan(random), hostileSpan(random)),
                        List.of(
                                MarkDef.link("l1", nasty(random)),
                                MarkDef.link("l2", nasty(random)),
                                new MarkDef("m1", nasty(random), Map.of())),
                        Map.of());
        };
    }

    private static Span hostileSpan(Random random) {
        return new Span(
                nasty(random),
                nasty(random),
                List.of("l1", nasty(random), random.nextBoolean() ? "l2" : "m1"),
                Map.of());
    }

    private static Picture hostilePicture(String key, Random random) {
        return new Picture(
                key,
                any(Picture.Kind.values(), random),
                random.nextBoolean() ? "/a.jpg" + nasty(random) : nasty(random),
                nasty(random),
                nasty(random),
                nasty(random),
                1,
                null);
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static Keys keys() {
        return new Keys(Set.of());
    }

    private static String nasty(Random random) {
        return NASTY.get(random.nextInt(NASTY.size()));
    }
}
