package bantin.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * Writes a body as Markdown that {@link MarkdownReader} reads back: CommonMark with GitHub's tables and strikethrough,
 * and HTML tags for what these lack (underlining, subscript, superscript).
 *
 * <p>A picture is {@code ![alt](url "caption")}, a video {@code [caption](url "video")}, and so are sounds and
 * embeds; a credit has no place there and is left out. The first row of a
 * table becomes its header, since Markdown has no table without one. Inline objects, nodes of unknown types and
 * pictures that cannot be found are left out.
 */
public final class MarkdownWriter {

    /** A row of many cells would make as many of each of many short rows. */
    private static final int MAX_CELLS = 50_000;

    private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}\\p{N} ,.;?“”‘’…–()%/]*+");

    private static final MarkdownRenderer RENDERER =
            MarkdownRenderer.builder().extensions(MarkdownReader.EXTENSIONS).build();

    private final Function<String, Optional<Picture>> pictures;
    private final Document document = new Document();
    private final Deque<OpenList> lists = new ArrayDeque<>();
    private final ItemCounter counter = new ItemCounter();
    private final LevelCounts counts = new LevelCounts();

    /** The picture written last: before text in italics it says by an empty title that this is not its caption. */
    private Image uncaptioned;

    /** @param next the number of its next item */
    private record OpenList(ListBlock list, int next) {}

    private MarkdownWriter(Function<String, Optional<Picture>> pictures) {
        this.pictures = pictures;
    }

    /**
     * @param pictures finds a picture by the {@code _key} of an image node
     * @return ends with a line feed; empty for an empty body
     */
    public static String write(Body body, Function<String, Optional<Picture>> pictures) {
        var writer = new MarkdownWriter(pictures);
        body.nodes().forEach(writer::write);
        return render(writer.document);
    }

    private static String render(Document document) {
        return document.getFirstChild() == null ? "" : RENDERER.render(document);
    }

    private void write(bantin.body.Node node) {
        if (node instanceof Block block) {
            List<Block> paragraphs = MarkdownInlines.folded(block);
            if (block.isListItem() && !paragraphs.isEmpty()) {
                itemFor(block).appendChild(faithful(paragraphs.get(0)));
            } else {
                paragraphs.forEach(this::write);
            }
        } else if (node instanceof bantin.body.Image image) {
            pictures.apply(image.key())
                    .filter(picture -> SafeUrl.isPicture(picture.url()))
                    .ifPresent(picture -> write(image, picture));
        } else if (node instanceof CustomNode custom) {
            if (custom.isBreak()) {
                append(new ThematicBreak());
            }
            custom.asTable().filter(table -> table.width() > 0).ifPresent(table -> append(faithful(table)));
            custom.asListing()
                    .map(listing -> new CodeBlock(CodeBlock.tidied(listing.code()), listing.language()))
                    .filter(listing -> !listing.code().isEmpty())
                    .ifPresent(listing -> append(fence(listing)));
            custom.asEmbed().ifPresent(embed -> append(linked(embed.url(), embed.caption(), MarkdownReader.EMBED)));
        }
    }

    private void write(Block paragraph) {
        if (uncaptioned != null && mayBeTakenForCaption(paragraph)) {
            uncaptioned.setTitle("");
        }
        append(faithful(paragraph));
    }

    private void append(Node node) {
        lists.clear();
        counter.endLists();
        counts.endLists();
        uncaptioned = null;
        document.appendChild(node);
    }

    /**
     * A new item in the list of the block's kind and level, which is opened inside the last item if need be. A list
     * cannot skip numbers, so another one begins where the next number is not that of the item; and where the reader
     * would take a number that is given for one that counting gives.
     */
    private Node itemFor(Block block) {
        uncaptioned = null;
        int byNesting = counter.next(block.isNumbered(), block.depth());
        int number = counts.next(block);
        while (lists.size() > block.depth()) {
            lists.removeLast();
        }
        if (lists.size() == block.depth()) {
            OpenList list = lists.getLast();
            boolean isOfItsKind = list.list instanceof OrderedList == block.isNumbered();
            if (isOfItsKind && block.start() == null && list.next == byNesting) {
                number = byNesting;
            }
            boolean isBeginning = block.start() != null && number == byNesting && number != 1;
            if (!isOfItsKind || isBeginning || (block.isNumbered() && list.next != number)) {
                lists.removeLast();
            }
        }
        counter.set(number);
        while (lists.size() < block.depth()) {
            open(block.isNumbered(), lists.size() == block.depth() - 1 ? number : 1);
        }
        return newItem();
    }

    private void open(boolean isNumbered, int number) {
        Node parent = lists.isEmpty() ? document : lastItem();
        ListBlock list = isNumbered ? numbered(number, parent.getLastChild()) : new BulletList();
        list.setTight(true);
        if (parent.getParent() instanceof ListBlock outer && isNumbered) {
            // Text goes on with what looks like an item, unless that is the first or a blank line parts them.
            outer.setTight(outer.isTight() && number == 1);
        }
        parent.appendChild(list);
        lists.addLast(new OpenList(list, number));
    }

    /** A list right after another one has another sign behind its numbers, or the two were one. */
    private static OrderedList numbered(int start, Node before) {
        var list = new OrderedList();
        list.setMarkerStartNumber(start);
        boolean isAfterDots = before instanceof OrderedList other
                && other.getMarkerDelimiter().equals(".");
        list.setMarkerDelimiter(isAfterDots ? ")" : ".");
        return list;
    }

    private Node lastItem() {
        Node last = lists.getLast().list.getLastChild();
        return last == null ? newItem() : last;
    }

    private Node newItem() {
        OpenList last = lists.removeLast();
        var item = new ListItem();
        last.list.appendChild(item);
        lists.addLast(new OpenList(last.list, last.next + 1));
        return item;
    }

    /**
     * The block in the prettiest form that reads back as what it is. Markdown cannot say
     * {@code **“Đoàn kết”**thắng lợi} (a mark that ends in punctuation does not end before a letter), and every
     * renderer overlooks one or the other such case; so instead of knowing them all, try, and fall back to tags and
     * entities, which always work.
     */
    private static Node faithful(Block block) {
        Block simple = MarkdownInlines.simplified(block);
        Node pretty = wrap(simple, new MarkdownInlines().of(simple));
        return isUnmarked(simple) || readsBackAs(block, pretty) ? pretty : tagged(simple);
    }

    /** Whether the block is nothing but words, which most are and which needs no trying. */
    private static boolean isUnmarked(Block simple) {
        return simple.children().size() == 1
                && simple.children().get(0) instanceof Span span
                && span.marks().isEmpty()
                && WORDS.matcher(span.text()).matches();
    }

    private static Node tagged(Block block) {
        var html = new StringBuilder();
        MarkNesting.walk(block, new MarkNesting.Listener() {
            @Override
            public void open(String mark, MarkDef markDef) {
                html.append(HtmlWriter.openTag(mark, markDef));
            }

            @Override
            public void close(String mark, MarkDef markDef) {
                html.append(HtmlWriter.closeTag(mark, markDef));
            }

            @Override
            public void span(Span span) {
                html.append(entities(span.text()));
            }
        });
        return wrap(block, List.of(MarkdownInlines.html(html.toString())));
    }

    private static Node wrap(Block block, List<Node> inlines) {
        Node line = new Paragraph();
        if (block.isHeading()) {
            var heading = new Heading();
            heading.setLevel(block.style().charAt(1) - '0');
            line = heading;
        }
        for (Node inline : inlines) {
            line.appendChild(inline);
        }
        if (!block.style().equals(Block.BLOCKQUOTE)) {
            return line;
        }
        var quote = new BlockQuote();
        quote.appendChild(line);
        return quote;
    }

    private static boolean readsBackAs(Block block, Node node) {
        String markdown = renderedAlone(node);
        List<MarkdownText.Found> back = MarkdownReader.parsed(markdown)
                .flatMap(MarkdownText::of)
                .or(() -> byWayOfHtml(markdown))
                .orElse(List.of());
        var text = new StringBuilder();
        for (MarkdownText.Found found : back) {
            if (!found.style().equals(shape(block))) {
                return false;
            }
            text.append(text.isEmpty() ? "" : "\n\n").append(signature(found.runs()));
        }
        return text.toString().equals(signature(runs(block)));
    }

    /** Empty when what is read is anything but text outside of lists. */
    private static Optional<List<MarkdownText.Found>> byWayOfHtml(String markdown) {
        var found = new ArrayList<MarkdownText.Found>();
        for (bantin.body.Node node :
                MarkdownReader.read(markdown, Map.of()).body().nodes()) {
            if (!(node instanceof Block block) || block.isListItem()) {
                return Optional.empty();
            }
            found.add(new MarkdownText.Found(shape(block), runs(block)));
        }
        return Optional.of(found);
    }

    private static String renderedAlone(Node node) {
        var alone = new Document();
        alone.appendChild(node);
        return render(alone);
    }

    private static String shape(Block block) {
        return block.isHeading() || block.style().equals(Block.BLOCKQUOTE) ? block.style() : Block.NORMAL;
    }

    private static Runs runs(Block block) {
        var runs = new Runs();
        for (Runs.Run run : MarkdownInlines.runs(block)) {
            String[] lines = run.text().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    runs.lineBreak(run.format());
                }
                runs.text(lines[i], run.format());
            }
        }
        return runs;
    }

    /** Text with its marks spelled out, in which it does not matter how spaces are marked. */
    private static String signature(Runs runs) {
        var signature = new StringBuilder();
        for (List<Runs.Run> paragraph : runs.paragraphs()) {
            signature.append(signature.isEmpty() ? "" : "\n\n");
            Format format = null;
            for (Runs.Run run : paragraph) {
                for (int i = 0; i < run.text().length(); i++) {
                    char c = run.text().charAt(i);
                    if (!TextCleaner.isBlank(c) && !run.format().equals(format)) {
                        format = run.format();
                        signature
                                .append('\0')
                                .append(format.marks())
                                .append(format.href())
                                .append('\0');
                    }
                    signature.append(c);
                }
            }
        }
        return signature.toString();
    }

    private void write(bantin.body.Image use, Picture picture) {
        String caption = oneLine(picture.caption());
        if (picture.kind() == Picture.Kind.VIDEO) {
            append(linked(picture.url(), caption, MarkdownReader.VIDEO));
            return;
        }
        if (picture.kind() == Picture.Kind.AUDIO) {
            append(linked(picture.url(), caption, MarkdownReader.AUDIO));
            return;
        }
        var image = new Image(picture.url(), caption);
        String alt = oneLine(picture.alt());
        if (alt != null) {
            image.appendChild(new Text(alt));
        }
        Node linked = image;
        if (use.link() != null) {
            linked = new Link(use.link(), null);
            linked.appendChild(image);
        }
        var paragraph = new Paragraph();
        paragraph.appendChild(linked);
        append(paragraph);
        uncaptioned = caption == null ? image : null;
    }

    /** A video, sound or embed, which is what the title says; without a caption its text is its address. */
    private static Paragraph linked(String url, String caption, String kind) {
        var link = new Link(url, kind);
        link.appendChild(new Text(caption == null ? url : caption));
        var paragraph = new Paragraph();
        paragraph.appendChild(link);
        return paragraph;
    }

    private static boolean mayBeTakenForCaption(Block block) {
        return MarkdownInlines.simplified(block).children().stream()
                .anyMatch(child -> child instanceof Span span && span.marks().contains(Decorator.EM.mark));
    }

    private static String oneLine(String text) {
        return text == null ? null : TextCleaner.line(text);
    }

    private static Node fence(CodeBlock listing) {
        var fence = new FencedCodeBlock();
        fence.setFenceCharacter("`");
        fence.setInfo(listing.language());
        fence.setLiteral(listing.code());
        return fence;
    }

    /** As with blocks: GitHub's table if it reads back, else an HTML one. */
    private static Node faithful(Table table) {
        if ((long) table.rows().size() * table.width() > MAX_CELLS) {
            return html(table);
        }
        String markdown = renderedAlone(grid(table));
        List<bantin.body.Node> back =
                MarkdownReader.read(markdown, Map.of()).body().nodes();
        boolean isFaithful = back.size() == 1
                && back.get(0) instanceof CustomNode custom
                && custom.asTable().filter(squared(table)::equals).isPresent();
        if (isFaithful) {
            return grid(table);
        }
        return html(squared(table));
    }

    private static Node html(Table table) {
        var html = new HtmlBlock();
        html.setLiteral(HtmlWriter.write(new Body(List.of(table.toNode(new Keys(Set.of())))), key -> Optional.empty()));
        return html;
    }

    /** Rows of equal length, as Markdown has them. */
    private static Table squared(Table table) {
        var rows = new ArrayList<List<String>>();
        var blocks = new ArrayList<List<Block>>();
        int width = table.width();
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            var cells = new ArrayList<String>();
            var marked = new ArrayList<Block>();
            for (int j = 0; j < width; j++) {
                cells.add(j < row.size() ? TextCleaner.lines(row.get(j)) : "");
                marked.add(j < row.size() && cells.get(j).equals(row.get(j)) ? table.block(i, j) : null);
            }
            rows.add(cells);
            blocks.add(marked);
        }
        return new Table(rows, blocks);
    }

    private static TableBlock grid(Table table) {
        var block = new TableBlock();
        Node section = new TableHead();
        Table squared = squared(table);
        int width = squared.width();
        for (int i = 0; i < squared.rows().size(); i++) {
            if (block.getFirstChild() != null && section instanceof TableHead) {
                section = new TableBody();
            }
            var row = new TableRow();
            for (int j = 0; j < width; j++) {
                var cell = new TableCell();
                cell.setHeader(section instanceof TableHead);
                Block marked = squared.block(i, j);
                if (marked == null) {
                    MarkdownInlines.appendLines(cell, squared.rows().get(i).get(j), () -> MarkdownInlines.html("<br>"));
                } else {
                    new MarkdownInlines()
                            .of(MarkdownInlines.simplified(marked), () -> MarkdownInlines.html("<br>"))
                            .forEach(cell::appendChild);
                }
                row.appendChild(cell);
            }
            section.appendChild(row);
            if (section.getParent() == null) {
                block.appendChild(section);
            }
        }
        return block;
    }

    /** Every character that Markdown or HTML could take for its own, as an entity. */
    private static String entities(String text) {
        var entities = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                entities.append("<br>");
            } else if (c < 0x80 && c != ' ' && !Character.isLetterOrDigit(c)) {
                entities.append("&#").append((int) c).append(';');
            } else {
                entities.append(c);
            }
        }
        return entities.toString();
    }
}
