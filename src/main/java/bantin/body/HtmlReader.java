package bantin.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Converts the HTML of news pages to Portable Text: keeps text, structure and pictures, and drops layout. The result
 * contains only nodes that {@link HtmlWriter} can write, so this is also the HTML sanitizer.
 *
 * <ul>
 *   <li>White space collapses as in a browser, no-break spaces become spaces, and blank paragraphs are dropped.
 *       {@code <br>} is a line break, {@code <br><br>} separates paragraphs. Several paragraphs of one {@code <li>}
 *       become lines of one item.
 *   <li>Marks come from elements and from {@code style} attributes.
 *   <li>An {@code <img>} becomes a node between paragraphs, even if it is inside one. {@link PageImages} finds its
 *       address. Its caption is the {@code <figcaption>} of its {@code <figure>}, its {@code data-caption} attribute,
 *       the text under it in a table of one column, or what {@link NamedCaptions} and {@link CaptionGuesses} find.
 *   <li>A table of data becomes a {@link Table}; a table for layout (see {@link TableMarkup#isLayout}) is read cell by
 *       cell.
 *   <li>{@code <hr>} becomes a {@code break} node, {@code <pre>} a {@code code} node.
 *   <li>Quotations in lists, and lists in quotations, become list items with the style {@code blockquote}.
 * </ul>
 */
public final class HtmlReader {

    /**
     * Deeper elements become siblings. Real pages reach 60; our own output has at most 32 lists of three elements each.
     */
    private static final int MAX_DEPTH = 128;

    private static final Evaluator CODE_WITH_CLASS = Selector.evaluatorOf("code[class]");

    private final DraftBuilder drafts;
    private final FigureReader figures;
    private final TableReader tables;

    HtmlReader(DraftBuilder drafts) {
        this.drafts = drafts;
        figures = new FigureReader(this, drafts);
        tables = new TableReader(this, drafts, figures);
    }

    /**
     * Reads an HTML document or fragment. Never throws, however malformed the HTML is.
     *
     * @param knownKeysByUrl keys of pictures by their address; a {@code data-key} in the page takes precedence. Other
     *     pictures get the keys {@code picture-1}, {@code picture-2} and so on
     */
    public static ImportedBody read(String html, Map<String, String> knownKeysByUrl) {
        var warnings = new Warnings();
        if (isOurs(html)) {
            return read(parse(html), warnings, knownKeysByUrl);
        }
        String expanded = Shortcodes.expand(html, warnings);
        Document page = parse(expanded);
        BlankLines.toBreaks(page, expanded);
        return read(page, warnings, knownKeysByUrl);
    }

    /** Reads HTML that was rendered from Markdown. Shortcodes and blank lines have no special meaning in it. */
    static ImportedBody readRendered(String html, Map<String, String> knownKeysByUrl) {
        return read(parse(html), new Warnings(), knownKeysByUrl);
    }

    private static boolean isOurs(String html) {
        return html.contains("<figure data-key=") || html.contains(" data-exact");
    }

    /** Parses a page. In the head, where a leading {@code <noscript>} would go, its elements would be read as text. */
    private static Document parse(String html) {
        String limited = HtmlLimits.withLimitedMarkers(html);
        String body = limited.stripLeading().startsWith("<noscript") ? "<body>" + limited : limited;
        return Jsoup.parse(body, "", Parser.htmlParser().setMaxDepth(MAX_DEPTH));
    }

    private static ImportedBody read(Document page, Warnings warnings, Map<String, String> knownKeysByUrl) {
        PageStyles.inline(page);
        WordProcessors.tidy(page);
        new PageImages(new ImageSource(knownKeysByUrl::containsKey), warnings).tidy(page);
        NamedCaptions.attach(page);
        RemovedContent.report(page, warnings);
        var drafts = new DraftBuilder();
        var reader = new HtmlReader(drafts);
        reader.readChildren(page.body(), ReadContext.START);
        drafts.endParagraph(ReadContext.START);
        return imported(drafts.finished(), reader.figures.unusable(), warnings, knownKeysByUrl);
    }

    private static ImportedBody imported(
            List<Draft> drafts, List<String> unusable, Warnings warnings, Map<String, String> knownKeysByUrl) {
        var media = new ArrayList<Draft.PendingPicture>();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.PendingPicture picture && !picture.isEmbed()) {
                media.add(picture);
            }
        }
        List<FoundPicture> pictures = PictureKeys.assign(media, knownKeysByUrl);
        var keys = new Keys(Set.of());
        List<Node> nodes = drafts.stream().map(draft -> draft.toNode(keys)).toList();
        return new ImportedBody(new Body(nodes), pictures, unusable, warnings.list());
    }

    void readChildren(Element parent, ReadContext context) {
        for (org.jsoup.nodes.Node child : parent.childNodes()) {
            if (child instanceof TextNode words) {
                drafts.addText(TextCleaner.withoutControls(words.getWholeText()), context.format());
            } else if (child instanceof Element element) {
                EmbedReader.Found embed = EmbedReader.find(element).orElse(null);
                if (embed != null) {
                    figures.readEmbed(embed, element, context);
                } else if (!HtmlElements.isRemoved(element)) {
                    readElement(element, formatted(element, context));
                }
            }
        }
    }

    private void readElement(Element element, ReadContext context) {
        String name = element.normalName();
        Draft exact = ExactText.isMarked(element) ? ExactText.structure(element).orElse(null) : null;
        if (exact != null) {
            drafts.add(exact, context);
            return;
        }
        switch (name) {
            case "br" -> drafts.addLineBreak(context.format());
            case "img" -> figures.readPicture(element, context);
            case Shortcodes.KEPT -> drafts.add(new Draft.Other(keys -> keptShortcode(element, keys)), context);
            case "hr" -> drafts.add(new Draft.Other(keys -> CustomNode.thematicBreak(keys.next("b"))), context);
            case "h1", "h2", "h3", "h4", "h5", "h6", "blockquote" -> readBlock(element, context, context.styled(name));
            case "ul", "menu", "dir" -> readBlock(element, context, context.inList(Block.BULLET));
            case "ol" -> readBlock(element, context, context.inList(Block.NUMBER));
            case "li" -> readBlock(element, context, context.inItem(element));
            case "table" -> tables.read(element, context);
            case "pre", "listing", "xmp", "plaintext" -> readPreformatted(element, context);
            case "figure" -> figures.readFigure(element, context);
            case "figcaption" -> figures.readFigcaption(element, context);
            case "q" -> {
                drafts.addText("“", context.format());
                readChildren(element, context);
                drafts.addText("”", context.format());
            }
            default -> {
                if (HtmlElements.isBlock(element)) {
                    readBlock(element, context, context);
                } else {
                    readChildren(element, context);
                }
            }
        }
    }

    /**
     * Reads an element that begins and ends a paragraph.
     *
     * @param outer the context around the element
     * @param inner the context of its content
     */
    void readBlock(Element element, ReadContext outer, ReadContext inner) {
        drafts.endParagraph(outer);
        if (ExactText.isMarked(element)) {
            drafts.beginExactParagraph();
        }
        readChildren(element, inner);
        drafts.endParagraph(inner);
    }

    /** The context inside an element as far as its name, attributes and style set marks, link and alignment. */
    static ReadContext formatted(Element element, ReadContext context) {
        InlineStyle style = InlineStyle.of(element);
        Format format = style.apply(byName(element, context.format()), context.format());
        Alignment alignment = element.normalName().equals("center") ? Alignment.CENTRE : context.alignment();
        if (HtmlElements.isBlock(element)) {
            Alignment attribute = Alignment.of(element.attr("align"));
            alignment = attribute == null ? alignment : attribute;
            alignment = style.alignment() == null ? alignment : style.alignment();
        }
        return context.with(format, alignment);
    }

    private static Format byName(Element element, Format format) {
        return switch (element.normalName()) {
            case "b", "strong" -> format.with(Decorator.STRONG);
            case "i", "em", "var" -> format.with(Decorator.EM);
            case "u", "ins" -> format.with(Decorator.UNDERLINE);
            case "s", "strike", "del" -> format.with(Decorator.STRIKE_THROUGH);
            case "code", "kbd", "samp", "tt" -> format.with(Decorator.CODE);
            case "sub" -> format.with(Decorator.SUB);
            case "sup" -> format.with(Decorator.SUP);
            case "a" ->
                element.hasAttr("href")
                        ? format.linkedTo(
                                SafeUrl.importedLink(element.attr("href")).orElse(null))
                        : format;
            default -> format;
        };
    }

    /**
     * Reads {@code <pre>} as code; as a usual block if it contains blocks or pictures, since pages use it for its font.
     */
    private void readPreformatted(Element element, ReadContext context) {
        if (element.stream()
                .skip(1)
                .anyMatch(inner ->
                        HtmlElements.isBlock(inner) || inner.normalName().equals("img"))) {
            readBlock(element, context, context);
            return;
        }
        drafts.endParagraph(context);
        String code = CodeBlock.tidied(HtmlElements.preformattedText(element));
        if (!code.isEmpty()) {
            var listing = new CodeBlock(code, language(element));
            drafts.add(new Draft.Other(listing::toNode), context);
        }
    }

    private static String language(Element pre) {
        Element code = pre.selectFirst(CODE_WITH_CLASS);
        return HtmlElements.language(code == null ? pre : code);
    }

    private static CustomNode keptShortcode(Element element, Keys keys) {
        var attributes = new LinkedHashMap<String, String>();
        element.attributes().forEach(attribute -> {
            if (attribute.getKey().startsWith(Shortcodes.KEPT_ATTRIBUTE)) {
                String name = attribute.getKey().substring(Shortcodes.KEPT_ATTRIBUTE.length());
                attributes.put(name, TextCleaner.withoutControls(attribute.getValue()));
            }
        });
        return CustomNode.shortcode(keys.next("b"), TextCleaner.withoutControls(element.attr("data-name")), attributes);
    }
}
