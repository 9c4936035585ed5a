package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Everything that HTML of ours may hold, checked on the tree that a browser would build from it. */
final class AllowedHtml {

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "a", Set.of("href"),
            "ol", Set.of("start"),
            "*", Set.of("data-exact"),
            "img", Set.of("src", "alt", "width", "height", "loading"),
            "figure", Set.of("data-key", "data-embed"),
            "video", Set.of("controls", "src", "width", "height"),
            "audio", Set.of("controls", "src"),
            "span", Set.of("style"),
            "code", Set.of("class"));
    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "body",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "ul",
            "ol",
            "li",
            "strong",
            "em",
            "code",
            "span",
            "del",
            "sub",
            "sup",
            "a",
            "br",
            "hr",
            "pre",
            "table",
            "tbody",
            "tr",
            "td",
            "figure",
            "img",
            "video",
            "audio",
            "figcaption",
            "cite");
    private static final Pattern SAFE_SRC = Pattern.compile("(?i)https?://[^/\\\\].*|/(?![/\\\\]).*");
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)^([a-z][a-z0-9+.-]*):.*", Pattern.CASE_INSENSITIVE);

    private AllowedHtml() {}

    static void check(String html) {
        Jsoup.parse(html).forEachNode(node -> check(node, html));
    }

    private static void check(Node node, String html) {
        assertThat(node).as(html).isNotInstanceOfAny(Comment.class, DataNode.class);
        if (!(node instanceof Element element) || element.normalName().startsWith("#")) {
            return;
        }
        String name = element.normalName();
        assertThat(ELEMENTS).as(html).contains(name);
        for (Attribute attribute : element.attributes()) {
            assertThat(ATTRIBUTES.get("*").contains(attribute.getKey())
                            || ATTRIBUTES.getOrDefault(name, Set.of()).contains(attribute.getKey()))
                    .as(html)
                    .isTrue();
            check(attribute, html);
        }
    }

    private static void check(Attribute attribute, String html) {
        String value = attribute.getValue();
        switch (attribute.getKey()) {
            case "data-exact" -> assertThat(value).as(html).isEmpty();
            case "src" -> assertThat(value).as(html).matches(SAFE_SRC);
            case "style" -> assertThat(value).as(html).isEqualTo("text-decoration:underline");
            case "href" -> {
                // What the WHATWG's URL parser drops before it looks for a scheme.
                String url = value.replaceAll("[\\t\\n\\r]", "").replaceAll("^[\\x00-\\x20]+", "");
                var scheme = ABSOLUTE.matcher(url);
                if (scheme.matches()) {
                    assertThat(List.of("http", "https", "mailto", "tel"))
                            .as(html)
                            .contains(scheme.group(1).toLowerCase());
                }
            }
            default -> {}
        }
    }
}
