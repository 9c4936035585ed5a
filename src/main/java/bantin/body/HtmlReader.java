package bantin.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Reads the HTML of news pages, old and new: takes the text, its structure and its pictures, and leaves the layout. The
 * result holds nothing but what this package can write, so the reader is also the sanitiser.
 *
 * <ul>
 *   <li>White space collapses as in a browser; no-break spaces are spaces; blank paragraphs go. {@code <br>} is a line
 *       break, {@code <br><br>} parts paragraphs. Several paragraphs of one {@code <li>} become lines of one item.
 *   <li>Marks come from elements and from {@code style} attributes alike.
 *   <li>An {@code <img>} stands between paragraphs, wherever it stood in one; see {@link PageImages} for its address.
 *       Its caption is the {@code <figcaption>} of its {@code <figure>}, a {@code data-caption} attribute, the text
 *       under it in a one-column table, or what {@link NamedCaptions} and {@link CaptionGuesses} find.
 *   <li>A table of text becomes a {@link Table}; a table that is only layout (see {@link TableMarkup#isLayout}) is read
 *       cell by cell.
 *   <li>{@code <hr>} becomes a {@code break} node, {@code <pre>} a {@code code} node.
 *   <li>Quotations in lists, and lists in quotations, are items in the style {@code blockquote}.
 * </ul>
 */
public final class HtmlReader {

    /** Deeper elements become siblings. Real pages reach 60; our own output 32 lists, with three elements to each. */
    private static final int MAX_DEPTH = 128;

    private static final Set<String> PICTURE = Set.of("img");

    /** What may mark text or link it. */
    private static final Evaluator MARKING = Selector.evaluatorOf(
            "a, b, strong, i, em, var, u, ins, s, strike, del, code, kbd, samp, tt, sub, sup, [style]");

    private static final Evaluator NAMED_CODE = Selector.evaluatorOf("code[class]");

    private final List<Draft> drafts = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private final ListNumbers numbers = new ListNumbers();

    /** The items of which text was found already. */
    private final Set<Element> begun = Collections.newSetFromMap(new IdentityHashMap<>());

    private Runs runs = new Runs();

    /**
     * Where in the page we are.
     *
     * @param listStyle style of items that have none of their own
     * @param item the {@code <li>} we are in
     * @param captioned the figure or table whose picture the text here belongs to
     */
    private record ReadContext(
            String style,
            Format format,
            Alignment alignment,
            String list,
            int level,
            String listStyle,
            Element item,
            Figure figure,
            Object captioned) {

        static final ReadContext START =
                new ReadContext(Block.NORMAL, Format.PLAIN, Alignment.START, null, 0, Block.NORMAL, null, null, null);

        ReadContext with(Format other, Alignment set) {
            return new ReadContext(style, other, set, list, level, listStyle, item, figure, captioned);
        }

        ReadContext styled(String other) {
            return new ReadContext(other, format, alignment, list, level, listStyle, item, figure, captioned);
        }

        /** Headings do not reach into lists, and of quotations only those around the outermost one do. */
        ReadContext inList(String kind) {
            String base = level > 0 ? listStyle : style.equals(Block.BLOCKQUOTE) ? style : Block.NORMAL;
            int deeper = Math.min(level + 1, Block.MAX_LEVEL);
            return new ReadContext(base, format, alignment, kind, deeper, base, null, figure, captioned);
        }

        ReadContext inItem(Element li) {
            ReadContext listed = level > 0 ? this : inList(Block.BULLET);
            return new ReadContext(
                    listed.listStyle,
                    format,
                    alignment,
                    listed.list,
                    listed.level,
                    listed.listStyle,
                    li,
                    figure,
                    captioned);
        }

        ReadContext inFigure(Figure inner) {
            return new ReadContext(style, format, alignment, list, level, listStyle, item, inner, inner);
        }

        ReadContext captioning(Object other) {
            return new ReadContext(style, format, alignment, list, level, listStyle, item, figure, other);
        }
    }

    /** A {@code <figure>} on the way through it. */
    private static final class Figure {

        private final String key;
        private final List<Element> captions = new ArrayList<>();
        private final List<Draft.PendingPicture> shots = new ArrayList<>();

        private Figure(String key) {
            this.key = key;
        }
    }

    private HtmlReader() {}

    /**
     * Reads a document or a fragment of one. Never fails, whatever it is given.
     *
     * @param knownKeysByUrl keys that pictures already have, by address; a {@code data-key} in the page overrules them.
     *     Pictures that neither names are called {@code picture-1}, {@code picture-2} and so on
     */
    public static ImportedBody read(String html, Map<String, String> knownKeysByUrl) {
        var warnings = new Warnings();
        String expanded = isOurs(html) ? html : Shortcodes.expand(html, warnings);
        Document page = parse(expanded);
        if (!isOurs(html)) {
            BlankLines.toBreaks(page, expanded);
        }
        return read(page, warnings, knownKeysByUrl);
    }

    /** Reads what a renderer of ours made of Markdown: the same, but that brackets and line breaks are only text. */
    static ImportedBody readRendered(String html, Map<String, String> knownKeysByUrl) {
        return read(parse(html), new Warnings(), knownKeysByUrl);
    }

    private static boolean isOurs(String html) {
        return html.contains("<figure data-key=") || html.contains(" data-exact");
    }

    /** A {@code <noscript>} in front of everything would be taken for one of a head, whose content is only text. */
    private static Document parse(String html) {
        String bearable = HtmlLimits.withBearableNesting(html);
        String body = bearable.stripLeading().startsWith("<noscript") ? "<body>" + bearable : bearable;
        return Jsoup.parse(body, "", Parser.htmlParser().setMaxDepth(MAX_DEPTH));
    }

    private static ImportedBody read(Document page, Warnings warnings, Map<String, String> knownKeysByUrl) {
        PageStyles.inline(page);
        WordProcessors.tidy(page);
        new PageImages(new ImageSource(knownKeysByUrl::containsKey), warnings).tidy(page);
        NamedCaptions.attach(page);
        LeftOut.report(page, warnings);
        var reader = new HtmlReader();
        reader.readChildren(page.body(), ReadContext.START);
        reader.endParagraph(ReadContext.START);
        List<Draft> drafts = reader.numbers.settled(CaptionGuesses.moved(reader.drafts));
        return finish(drafts, reader.unusable, warnings, knownKeysByUrl);
    }

    private static ImportedBody finish(
            List<Draft> drafts, List<String> unusable, Warnings warnings, Map<String, String> knownKeysByUrl) {
        var shots = new ArrayList<Draft.PendingPicture>();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.PendingPicture shot && !shot.isEmbed()) {
                shots.add(shot);
            }
        }
        List<FoundPicture> pictures = PictureKeys.assign(shots, knownKeysByUrl);
        var keys = new Keys(Set.of());
        var nodes = new ArrayList<Node>();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.Text text) {
                nodes.add(text.toNode(keys));
            } else if (draft instanceof Draft.PendingPicture shot) {
                nodes.add(shot.toNode(keys));
            } else if (draft instanceof Draft.Other other) {
                nodes.add(other.node().apply(keys));
            }
        }
        return new ImportedBody(new Body(nodes), pictures, unusable, warnings.list());
    }

    private void readChildren(Element parent, ReadContext place) {
        for (org.jsoup.nodes.Node child : parent.childNodes()) {
            if (child instanceof TextNode words) {
                runs.text(TextCleaner.withoutControls(words.getWholeText()), place.format);
            } else if (child instanceof Element element) {
                EmbedReader.Found embed = EmbedReader.find(element).orElse(null);
                if (embed != null) {
                    readEmbed(embed, element, place);
                } else if (!HtmlElements.isRemoved(element)) {
                    readElement(element, formatted(element, place));
                }
            }
        }
    }

    private void readElement(Element element, ReadContext place) {
        String name = element.normalName();
        Draft exact = ExactText.isMarked(element) ? ExactText.structure(element).orElse(null) : null;
        if (exact != null) {
            add(exact, place);
            return;
        }
        switch (name) {
            case "br" -> runs.lineBreak(place.format);
            case "img" -> readPicture(element, place);
            case Shortcodes.KEPT -> add(new Draft.Other(keys -> keptShortcode(element, keys)), place);
            case "hr" -> add(new Draft.Other(keys -> CustomNode.thematicBreak(keys.next("b"))), place);
            case "h1", "h2", "h3", "h4", "h5", "h6", "blockquote" -> readBlock(element, place, place.styled(name));
            case "ul", "menu", "dir" -> readBlock(element, place, place.inList(Block.BULLET));
            case "ol" -> readBlock(element, place, place.inList(Block.NUMBER));
            case "li" -> readBlock(element, place, place.inItem(element));
            case "table" -> readTable(element, place);
            case "pre", "listing", "xmp", "plaintext" -> readPreformatted(element, place);
            case "figure" -> readFigure(element, place);
            case "figcaption" -> readFigcaption(element, place);
            case "q" -> {
                runs.text("“", place.format);
                readChildren(element, place);
                runs.text("”", place.format);
            }
            default -> {
                if (HtmlElements.isBlock(element)) {
                    readBlock(element, place, place);
                } else {
                    readChildren(element, place);
                }
            }
        }
    }

    private void readBlock(Element element, ReadContext outer, ReadContext inner) {
        endParagraph(outer);
        runs = ExactText.isMarked(element) ? Runs.exact() : runs;
        readChildren(element, inner);
        endParagraph(inner);
    }

    private static ReadContext formatted(Element element, ReadContext place) {
        InlineStyle style = InlineStyle.of(element);
        Format format = style.apply(byName(element, place.format), place.format);
        Alignment alignment = element.normalName().equals("center") ? Alignment.CENTRE : place.alignment;
        if (HtmlElements.isBlock(element)) {
            Alignment attribute = Alignment.of(element.attr("align"));
            alignment = attribute == null ? alignment : attribute;
            alignment = style.alignment() == null ? alignment : style.alignment();
        }
        return place.with(format, alignment);
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

    private void endParagraph(ReadContext place) {
        if (runs.isEmpty()) {
            return;
        }
        List<List<Runs.Run>> paragraphs = runs.paragraphs();
        boolean isExact = runs.isExact();
        runs = new Runs();
        for (List<Runs.Run> paragraph : paragraphs) {
            if (!isExact && continues(place)) {
                ((Draft.Text) last()).append(paragraph);
            } else {
                drafts.add(text(place, paragraph, isExact));
            }
        }
    }

    /** Text of an item that has had its number already is a note between two items; so is what stands in no item. */
    private Draft.Text text(ReadContext place, List<Runs.Run> paragraph, boolean isExact) {
        boolean isBegun = place.item == null || !begun.add(place.item);
        boolean isNote = isBegun && place.level == 1 && (Block.NUMBER.equals(place.list) || !isInList());
        return new Draft.Text(
                place.style,
                isNote ? null : place.list,
                isNote ? 0 : place.level,
                isBegun ? null : numbers.of(place.item),
                place.item,
                paragraph,
                place.alignment,
                isExact,
                place.captioned);
    }

    private boolean isInList() {
        return !drafts.isEmpty() && last() instanceof Draft.Text text && text.list() != null;
    }

    /** Whether text here belongs to the item of a list whose text came last. */
    private boolean continues(ReadContext place) {
        return place.item != null
                && !drafts.isEmpty()
                && last() instanceof Draft.Text text
                && text.item() == place.item
                && text.style().equals(place.style);
    }

    private Draft last() {
        return drafts.get(drafts.size() - 1);
    }

    private void add(Draft draft, ReadContext place) {
        endParagraph(place);
        drafts.add(draft);
    }

    private void readPicture(Element img, ReadContext place) {
        String original = img.attr("src");
        Optional<String> url = SafeUrl.importedPicture(original);
        if (url.isEmpty()) {
            unusable.add(HtmlElements.shortened(
                    img.hasAttr(PageImages.UNUSABLE) ? img.attr(PageImages.UNUSABLE) : original));
            return;
        }
        boolean isFigures = place.figure != null && place.figure.shots.isEmpty() && !img.hasAttr("data-key");
        var shot = new Draft.PendingPicture(
                Picture.Kind.IMAGE,
                url.get(),
                original,
                TextCleaner.line(img.attr("alt")),
                isFigures ? place.figure.key : img.attr("data-key"),
                place.captioned,
                TextCleaner.line(img.attr("data-caption")));
        shot.link = place.format.href();
        shot.isSettled = !shot.wantedKey.isEmpty() || img.hasAttr("data-caption");
        shot.credit = TextCleaner.line(img.attr("data-credit"));
        add(shot, place);
        if (place.figure != null) {
            place.figure.shots.add(shot);
        }
    }

    private void readEmbed(EmbedReader.Found found, Element element, ReadContext place) {
        if (found.kind() == EmbedReader.Kind.LINK) {
            endParagraph(place);
            runs.text(found.text(), Format.PLAIN.linkedTo(found.url()));
            endParagraph(place);
            return;
        }
        boolean isFirst = place.figure != null && place.figure.shots.isEmpty();
        Picture.Kind kind =
                switch (found.kind()) {
                    case VIDEO -> Picture.Kind.VIDEO;
                    case AUDIO -> Picture.Kind.AUDIO;
                    default -> null;
                };
        String key = isFirst && !element.hasAttr("data-key") ? place.figure.key : element.attr("data-key");
        var shot =
                new Draft.PendingPicture(kind, found.url(), found.original(), null, key, place.captioned, found.text());
        shot.isSettled =
                !key.isEmpty() || element.hasAttr(EmbedReader.LINKED_MEDIUM) || element.hasAttr(EmbedReader.EMBED);
        add(shot, place);
        if (place.figure != null) {
            place.figure.shots.add(shot);
        }
    }

    private void readFigure(Element element, ReadContext place) {
        endParagraph(place);
        var figure = new Figure(element.attr("data-key"));
        ReadContext inside = place.inFigure(figure);
        EmbedReader.Found embed = EmbedReader.inFigure(element).orElse(null);
        if (embed == null) {
            readChildren(element, inside);
        } else {
            readEmbed(embed, element, inside);
            figure.captions.addAll(element.select("figcaption"));
        }
        endParagraph(inside);
        if (figure.captions.isEmpty()) {
            return;
        }
        if (figure.shots.isEmpty()) {
            figure.captions.forEach(caption -> readBlock(caption, place, place));
            return;
        }
        Draft.PendingPicture shot = figure.shots.get(figure.shots.size() - 1);
        Caption caption = Caption.of(figure.captions);
        shot.caption = caption.text() == null ? shot.caption : caption.text();
        shot.credit = caption.credit() == null ? shot.credit : caption.credit();
    }

    private void readFigcaption(Element element, ReadContext place) {
        if (place.figure != null) {
            place.figure.captions.add(element);
        } else {
            readBlock(element, place, place);
        }
    }

    /** Poems and listings keep their lines. What has structure inside is only somebody's idea of a typeface. */
    private void readPreformatted(Element element, ReadContext place) {
        if (element.stream()
                .skip(1)
                .anyMatch(inner -> HtmlElements.isBlock(inner) || PICTURE.contains(inner.normalName()))) {
            readBlock(element, place, place);
            return;
        }
        endParagraph(place);
        String code = CodeBlock.tidied(HtmlElements.preformattedText(element));
        if (!code.isEmpty()) {
            var listing = new CodeBlock(code, language(element));
            drafts.add(new Draft.Other(listing::toNode));
        }
    }

    private static String language(Element pre) {
        Element code = pre.selectFirst(NAMED_CODE);
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

    private void readTable(Element element, ReadContext place) {
        endParagraph(place);
        TableMarkup table = TableMarkup.of(element);
        if (!table.isRegular()) {
            readBlock(element, place, place);
            return;
        }
        boolean isLayout = table.isLayout();
        ReadContext captioned = isLayout && table.isPictureFrame() ? place.captioning(element) : place;
        if (captioned == place) {
            table.captions().forEach(caption -> readBlock(caption, place, formatted(caption, place)));
        }
        if (isLayout) {
            readLayout(table, captioned);
        } else {
            drafts.add(new Draft.Other(table.data(cell -> cell(cell, new Runs()))::toNode));
            table.pictures().forEach(img -> readPicture(img, place));
        }
        if (captioned != place) {
            table.captions().forEach(caption -> readBlock(caption, captioned, formatted(caption, captioned)));
        }
    }

    /** A cell's text with its marks and links, in one block; null where it has none. */
    static Block cell(Element cell, Runs runs) {
        if (cell.selectFirst(MARKING) == null) {
            return null;
        }
        var reader = new HtmlReader();
        reader.runs = runs;
        reader.readChildren(cell, formatted(cell, ReadContext.START));
        reader.endParagraph(ReadContext.START);
        Draft.Text text = null;
        for (Draft draft : reader.drafts) {
            if (text == null && draft instanceof Draft.Text first) {
                text = first;
            } else if (draft instanceof Draft.Text next && !next.runs().isEmpty()) {
                text.append(next.runs());
            }
        }
        return text == null ? null : text.isPlain() ? null : text.paragraph().toNode(new Keys(Set.of()));
    }

    private void readLayout(TableMarkup table, ReadContext place) {
        List<List<Element>> rows = table.rows();
        for (int i = 0; i < rows.size(); i++) {
            boolean isAboveItsCaptions = table.isAboveItsCaptions(i);
            for (int j = 0; j < rows.get(i).size(); j++) {
                Element cell = rows.get(i).get(j);
                readCell(cell, isAboveItsCaptions ? place.captioning(cell) : place);
                if (isAboveItsCaptions) {
                    readCell(rows.get(i + 1).get(j), place.captioning(cell));
                }
            }
            i += isAboveItsCaptions ? 1 : 0;
        }
    }

    private void readCell(Element cell, ReadContext place) {
        readBlock(cell, place, formatted(cell, formatted(cell.parent(), place)));
    }
}
