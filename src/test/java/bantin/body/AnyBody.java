package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes Portable Text of every kind of node, mark, list and nesting, with text that HTML and Markdown stumble over. */
final class AnyBody {

    private static final List<String> PIECES = List.of(
            "chợ nổi",
            "họp",
            "Đ",
            "a",
            "x",
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\n",
            "\n\n",
            "\u00A0",
            "\t",
            "\u2003",
            "\u200B",
            "",
            "*",
            "**",
            "_",
            "`",
            "``",
            "[",
            "]",
            "](x)",
            "![",
            "<b>",
            "</p>",
            "<!--",
            "-->",
            "&amp;",
            "&",
            "<",
            ">",
            "~~",
            "~",
            "|",
            "#",
            "# ",
            "1. ",
            "2)",
            "- ",
            "+ ",
            "> ",
            "\\",
            "!",
            "http://example.vn/a_b",
            "www.example.vn",
            "=",
            "---",
            "“",
            "”",
            ".",
            ",",
            ":",
            "(",
            ")",
            "\"",
            "'",
            "{",
            "}",
            "$",
            "^",
            "@",
            "🎏",
            "ភ្នំ\u200Bពេញ",
            "<script>",
            "'''",
            "```",
            "1",
            "0");
    private static final List<String> MARKS = List.of(
            "strong",
            "strong",
            "em",
            "em",
            "code",
            "underline",
            "strike-through",
            "sub",
            "sup",
            "highlight",
            "l1",
            "l2",
            "l3",
            "l4",
            "m1",
            "em2");
    private static final List<String> STYLES =
            List.of("normal", "normal", "normal", "h1", "h2", "h3", "h6", "blockquote", "blockquote", "lead");
    private static final List<MarkDef> MARK_DEFS = List.of(
            MarkDef.link("l1", "https://example.vn/a?b=1&c=(2)"),
            MarkDef.link("l2", "/tin"),
            MarkDef.link("l3", "/tin"),
            new MarkDef("l4", "link", Map.of()),
            new MarkDef("m1", "note", Map.of()),
            new MarkDef("em2", "em", Map.of()));
    private static final List<String> ADDRESSES =
            List.of("https://www.youtube.com/watch?v=abc", "https://x.com/a/status/1", "https://example.vn/p?a=1&b=2");

    private final Random random;
    private final Keys keys = new Keys(Set.of());

    /** One kind in each body: what is read has only one, and lists of two kinds do not go on in each other. */
    private final String bullet;

    private AnyBody(long seed) {
        random = new Random(seed);
        bullet = random.nextInt(6) == 0 ? "square" : "bullet";
    }

    static Body of(long seed) {
        return new AnyBody(seed).body();
    }

    /** The media that its nodes name; three captions say nothing. */
    static Function<String, Optional<Picture>> media() {
        Map<String, Picture> media = new HashMap<>();
        for (Picture picture : List.of(
                picture("hall", Picture.Kind.IMAGE, "/hall.jpg", "Hội \"trường\" *lớn*", "Ảnh: Thu Hà", "Ghế [trống]"),
                picture("bare", Picture.Kind.IMAGE, "https://example.vn/bare_(1).jpg?a=1&b=2", null, null, null),
                picture("empty", Picture.Kind.IMAGE, "/empty.jpg", "", "", ""),
                picture("credit", Picture.Kind.IMAGE, "/credit.jpg", null, "Lan <An>", null),
                picture("clip", Picture.Kind.VIDEO, "https://example.vn/lu.mp4", "Cảnh lũ về", null, null),
                picture("mute", Picture.Kind.VIDEO, "/stream/1", null, null, null),
                picture("sound", Picture.Kind.AUDIO, "/loa.mp3", "Tiếng <loa>", "An", null))) {
            media.put(picture.key(), picture);
        }
        return key -> Optional.ofNullable(media.get(key));
    }

    static final List<String> KEYS = List.of("hall", "bare", "empty", "credit", "clip", "mute", "sound");

    private static Picture picture(
            String key, Picture.Kind kind, String url, String caption, String credit, String alt) {
        return new Picture(key, kind, url, caption, credit, alt, null, null);
    }

    private Body body() {
        return new Body(
                IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> node()).toList());
    }

    private Node node() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> medium();
            case 3 -> table();
            case 4 -> new CodeBlock(text(4), random.nextBoolean() ? "sql" : null).toNode(keys);
            case 5 -> new Embed(any(ADDRESSES), random.nextBoolean() ? null : "Phim *ngắn*").toNode(keys);
            case 6 -> CustomNode.thematicBreak(keys.next("b"));
            case 7 ->
                new CustomNode(JsonNodeFactory.instance
                        .objectNode()
                        .put("_type", "poll")
                        .put("_key", keys.next("p")));
            case 8, 9, 10, 11 -> block(true);
            default -> block(false);
        };
    }

    private Node medium() {
        String key = any(KEYS);
        Picture.Kind kind = media().apply(key).orElseThrow().kind();
        boolean isLinked = kind == Picture.Kind.IMAGE && random.nextInt(3) == 0;
        return Image.of(kind, key, isLinked ? "/bao-cao.pdf" : null);
    }

    private Node table() {
        var rows = new ArrayList<List<String>>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(
                    IntStream.range(0, random.nextInt(4)).mapToObj(j -> text(3)).toList());
        }
        return new Table(rows).toNode(keys);
    }

    private Block block(boolean isItem) {
        boolean isNumbered = random.nextBoolean();
        boolean hasStart = isItem && isNumbered && random.nextInt(3) == 0;
        var children = new ArrayList<Inline>();
        for (int i = random.nextInt(5); i > 0; i--) {
            children.add(random.nextInt(12) == 0 ? ticker() : span());
        }
        return new Block(
                keys.next("b"),
                any(STYLES),
                isItem ? isNumbered ? "number" : bullet : null,
                isItem ? 1 + random.nextInt(4) * random.nextInt(2) : null,
                hasStart ? any(List.of(0, 1, 2, 8, 1000)) : null,
                children,
                MARK_DEFS,
                Map.of());
    }

    private Inline ticker() {
        return new InlineObject(
                JsonNodeFactory.instance.objectNode().put("_type", "ticker").put("_key", keys.next("t")));
    }

    private Span span() {
        var marks = IntStream.range(0, random.nextInt(4) * random.nextInt(2))
                .mapToObj(i -> any(MARKS))
                .toList();
        return new Span(keys.next("s"), random.nextInt(4) == 0 ? "nổi" : text(5), marks, Map.of());
    }

    private String text(int pieces) {
        return IntStream.range(0, random.nextInt(pieces + 1))
                .mapToObj(i -> any(PIECES))
                .collect(Collectors.joining());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A smaller body that still fails. */
    static Body shrunk(Body body, Predicate<Body> fails) {
        for (Body smaller : smaller(body)) {
            if (fails.test(smaller)) {
                return shrunk(smaller, fails);
            }
        }
        return body;
    }

    private static List<Body> smaller(Body body) {
        var smaller = new ArrayList<Body>();
        List<Node> nodes = body.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            smaller.add(new Body(without(nodes, i)));
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Block block) {
                for (Block simpler : simpler(block)) {
                    smaller.add(new Body(with(nodes, i, simpler)));
                }
            }
        }
        return smaller;
    }

    private static List<Block> simpler(Block block) {
        var simpler = new ArrayList<Block>();
        List<Inline> children = block.children();
        for (int i = 0; i < children.size(); i++) {
            simpler.add(block.withChildren(without(children, i)));
            if (children.get(i) instanceof Span span) {
                for (int j = 0; j < span.marks().size(); j++) {
                    simpler.add(block.withChildren(
                            with(children, i, new Span("s", span.text(), without(span.marks(), j), Map.of()))));
                }
                for (int j = 0; j < span.text().length(); j++) {
                    String shorter =
                            new StringBuilder(span.text()).deleteCharAt(j).toString();
                    simpler.add(block.withChildren(with(children, i, new Span("s", shorter, span.marks(), Map.of()))));
                }
            }
        }
        return simpler;
    }

    private static <T> List<T> without(List<T> list, int index) {
        var rest = new ArrayList<T>(list);
        rest.remove(index);
        return rest;
    }

    private static <T> List<T> with(List<T> list, int index, T other) {
        var changed = new ArrayList<T>(list);
        changed.set(index, other);
        return changed;
    }
}
