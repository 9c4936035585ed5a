package bantin.body;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a body as minimal, semantic HTML that is safe to include in a page: all text is escaped, links have a safe
 * scheme, and there are no scripts, event handlers or frames.
 *
 * <p>Blocks, lists, marks and line breaks are byte for byte those of the reference renderer
 * {@code @portabletext/to-html} 6. In addition, media are {@code <figure data-key="hall">}, embeds are links in
 * {@code <figure data-embed="youtube">}, and tables, breaks, code blocks, subscript and superscript have their
 * elements. Text that a browser would collapse is marked as {@link ExactText}. Inline objects, nodes of unknown types
 * and pictures that are not found are omitted, and do not end a list. Unknown marks are omitted, but not their text.
 *
 * <p>This is one class, although longer than others, because every element it writes may first have to close the open
 * lists.
 */
public final class HtmlWriter {

    private static final String EXACT = " " + ExactText.MARK;

    private final Function<String, Optional<Picture>> pictures;
    private final StringBuilder html = new StringBuilder();
    private final Deque<OpenList> lists = new ArrayDeque<>();

    /**
     * An open list, whose last item is open too.
     *
     * @param kind as {@link Block#listItem}
     * @param closeItem the HTML that closes its last item
     */
    private record OpenList(String kind, String closeItem) {}

    private HtmlWriter(Function<String, Optional<Picture>> pictures) {
        this.pictures = pictures;
    }

    /**
     * Writes a body as HTML.
     *
     * @param pictures finds a picture by the {@code _key} of an image node
     * @return HTML without line breaks between elements; empty for an empty body
     */
    public static String write(Body body, Function<String, Optional<Picture>> pictures) {
        var writer = new HtmlWriter(pictures);
        body.nodes().forEach(writer::write);
        writer.closeLists(0);
        return writer.html.toString();
    }

    private void write(Node node) {
        if (node instanceof Block block && block.isListItem()) {
            writeListItem(block);
            return;
        }
        if (node instanceof Block block) {
            closeLists(0);
            String tag = tag(block);
            html.append('<').append(tag).append(exactness(block)).append('>');
            writeChildren(block);
            html.append("</").append(tag).append('>');
        } else if (node instanceof Image image) {
            pictures.apply(image.key())
                    .filter(picture -> SafeUrl.isPicture(picture.url()))
                    .ifPresent(picture -> writePicture(image, picture));
        } else if (node instanceof CustomNode custom) {
            writeCustom(custom);
        }
    }

    private void writeCustom(CustomNode custom) {
        if (custom.isBreak()) {
            closeLists(0);
            html.append("<hr>");
        }
        custom.asTable().ifPresent(this::writeTable);
        custom.asListing().ifPresent(this::writeListing);
        custom.asEmbed().ifPresent(this::writeEmbed);
    }

    /**
     * Continues the open list of the item's level and kind, or opens a new list inside the last item, or begins a new
     * list at the outermost level. This is the algorithm {@code nestLists} of {@code @portabletext/toolkit} 6. For each
     * level that an item skips, a list with one item is opened around the next.
     */
    private void writeListItem(Block item) {
        int depth = item.depth();
        if (depth <= lists.size()) {
            boolean fits = kindAt(depth).equals(item.listItem());
            closeLists(fits ? depth : 0);
            if (fits && item.start() != null) {
                closeLists(depth - 1);
            } else if (fits) {
                html.append(lists.removeLast().closeItem);
                openItem(item, exactness(item));
                writeChildren(item);
                return;
            }
        }
        while (lists.size() < depth) {
            boolean isNumberGiven = item.start() != null && lists.size() == depth - 1;
            html.append(
                    isNumberGiven
                            ? "<ol start=\"" + item.start() + "\">"
                            : isNumbered(item.listItem()) ? "<ol>" : "<ul>");
            openItem(item, lists.size() == depth - 1 ? exactness(item) : "");
        }
        writeChildren(item);
    }

    private String kindAt(int depth) {
        return lists.stream().skip(depth - 1L).findFirst().orElseThrow().kind;
    }

    /** Opens a list item; an item whose style is not {@code normal} contains a block element. */
    private void openItem(Block item, String exactness) {
        if (item.style().equals(Block.NORMAL)) {
            html.append("<li").append(exactness).append('>');
            lists.addLast(new OpenList(item.listItem(), "</li>"));
        } else {
            String tag = tag(item);
            html.append("<li><").append(tag).append(exactness).append('>');
            lists.addLast(new OpenList(item.listItem(), "</" + tag + "></li>"));
        }
    }

    private static String exactness(Block block) {
        return ExactText.isCollapsible(TextCleaner.withoutControls(block.text())) ? EXACT : "";
    }

    private void closeLists(int depth) {
        while (lists.size() > depth) {
            OpenList list = lists.removeLast();
            html.append(list.closeItem).append(isNumbered(list.kind) ? "</ol>" : "</ul>");
        }
    }

    private static boolean isNumbered(String kind) {
        return kind.equals(Block.NUMBER);
    }

    private static String tag(Block block) {
        return block.isHeading() || block.style().equals(Block.BLOCKQUOTE) ? block.style() : "p";
    }

    private void writeChildren(Block block) {
        MarkNesting.walk(block, new MarkNesting.Listener() {
            @Override
            public void open(String mark, MarkDef markDef) {
                html.append(openTag(mark, markDef));
            }

            @Override
            public void close(String mark, MarkDef markDef) {
                html.append(closeTag(mark, markDef));
            }

            @Override
            public void span(Span span) {
                html.append(multiline(span.text()));
            }
        });
    }

    static String openTag(String mark, MarkDef markDef) {
        if (isSafeLink(markDef)) {
            return "<a href=\"" + text(markDef.href()) + "\">";
        }
        return Decorator.of(markDef == null ? mark : markDef.type())
                .map(decorator -> decorator.openTag)
                .orElse("");
    }

    static String closeTag(String mark, MarkDef markDef) {
        if (isSafeLink(markDef)) {
            return "</a>";
        }
        return Decorator.of(markDef == null ? mark : markDef.type())
                .map(decorator -> decorator.closeTag)
                .orElse("");
    }

    /** Checked here as well as on input, so that an unsafe link in a stored body is not written. */
    private static boolean isSafeLink(MarkDef markDef) {
        return markDef != null && markDef.isLink() && SafeUrl.isLink(markDef.href());
    }

    private void writePicture(Image image, Picture picture) {
        closeLists(0);
        html.append("<figure data-key=\"").append(escaped(image.key())).append("\">");
        switch (picture.kind()) {
            case IMAGE -> writeImage(image.link(), picture);
            case VIDEO -> {
                html.append("<video controls src=\"")
                        .append(escaped(picture.url()))
                        .append('"');
                writeSize(picture);
                html.append("></video>");
            }
            case AUDIO ->
                html.append("<audio controls src=\"")
                        .append(escaped(picture.url()))
                        .append("\"></audio>");
        }
        writeFigcaption(picture.caption(), picture.credit());
    }

    private void writeImage(String link, Picture picture) {
        html.append(link == null ? "" : "<a href=\"" + escaped(link) + "\">").append("<img src=\"");
        html.append(escaped(picture.url())).append("\" alt=\"");
        html.append(escaped(picture.alt() == null ? "" : picture.alt())).append('"');
        writeSize(picture);
        html.append(" loading=\"lazy\">").append(link == null ? "" : "</a>");
    }

    private void writeSize(Picture picture) {
        if (picture.width() != null) {
            html.append(" width=\"").append(picture.width()).append('"');
        }
        if (picture.height() != null) {
            html.append(" height=\"").append(picture.height()).append('"');
        }
    }

    /** Writes a link, so that no request goes to the provider before the reader follows it. */
    private void writeEmbed(Embed embed) {
        closeLists(0);
        String url = escaped(embed.url());
        html.append("<figure data-embed=\"").append(embed.provider() == null ? "" : embed.provider());
        html.append("\"><a href=\"").append(url).append("\">").append(url).append("</a>");
        writeFigcaption(embed.caption(), null);
    }

    private void writeFigcaption(String caption, String credit) {
        boolean hasCaption = caption != null && !caption.isBlank();
        boolean hasCredit = credit != null && !credit.isBlank();
        if (hasCaption || hasCredit) {
            html.append("<figcaption>");
            html.append(hasCaption ? text(caption) : "");
            html.append(hasCaption && hasCredit ? " " : "");
            html.append(hasCredit ? "<cite>" + text(credit) + "</cite>" : "");
            html.append("</figcaption>");
        }
        html.append("</figure>");
    }

    private void writeTable(Table table) {
        closeLists(0);
        html.append("<table")
                .append(ExactText.isCollapsible(table) ? EXACT : "")
                .append("><tbody>");
        for (int i = 0; i < table.rows().size(); i++) {
            html.append("<tr>");
            List<String> row = table.rows().get(i);
            for (int j = 0; j < row.size(); j++) {
                html.append("<td>");
                if (table.block(i, j) == null) {
                    html.append(multiline(row.get(j)));
                } else {
                    writeChildren(table.block(i, j));
                }
                html.append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private void writeListing(CodeBlock listing) {
        closeLists(0);
        boolean isExact =
                listing.code().isEmpty() || !CodeBlock.tidied(listing.code()).equals(listing.code());
        html.append("<pre").append(isExact ? EXACT : "").append("><code");
        if (listing.language() != null) {
            html.append(" class=\"language-").append(listing.language()).append('"');
        }
        html.append('>').append(escaped(listing.code())).append("</code></pre>");
    }

    private static String multiline(String text) {
        return text(text).replace("\n", "<br/>");
    }

    /** Escapes text. Of several spaces in a row, all but the last become no-break spaces, which are not collapsed. */
    static String text(String text) {
        String escaped = escaped(text);
        if (!escaped.contains("  ")) {
            return escaped;
        }
        var spaced = new StringBuilder(escaped.length() + 16);
        for (int i = 0; i < escaped.length(); i++) {
            boolean isFollowed = escaped.charAt(i) == ' ' && i + 1 < escaped.length() && escaped.charAt(i + 1) == ' ';
            spaced.append(isFollowed ? "&nbsp;" : escaped.substring(i, i + 1));
        }
        return spaced.toString();
    }

    /** Escapes text for HTML content and for quoted attribute values. */
    public static String escaped(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#x27;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
