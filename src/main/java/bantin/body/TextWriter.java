package bantin.body;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a body as plain text, for search, feeds and notifications. Blocks are separated by a blank line, list items by
 * a line break. List items begin with {@code -} or their number, and are indented by two spaces for each level. A
 * picture, video or audio is written as its caption, an embed as its caption or its address. Table cells are separated
 * by tabs. Breaks, inline objects and nodes of unknown types are omitted.
 */
public final class TextWriter {

    private final Function<String, Optional<Picture>> pictures;
    private final StringBuilder text = new StringBuilder();
    private final LevelCounts counts = new LevelCounts();
    private boolean isInList;

    private TextWriter(Function<String, Optional<Picture>> pictures) {
        this.pictures = pictures;
    }

    /**
     * Writes a body as plain text.
     *
     * @param pictures finds a picture by the {@code _key} of an image node; one that is not found is omitted
     * @return lines separated by {@code \n}, without one at the end; empty for an empty body
     */
    public static String write(Body body, Function<String, Optional<Picture>> pictures) {
        var writer = new TextWriter(pictures);
        body.nodes().forEach(writer::write);
        return writer.text.toString();
    }

    private void write(Node node) {
        if (node instanceof Block block && block.isListItem()) {
            writeListItem(block);
            return;
        }
        String paragraph = text(node).strip();
        if (!paragraph.isEmpty()) {
            isInList = false;
            counts.endLists();
            begin("\n\n");
            text.append(paragraph);
        }
    }

    private void begin(String separator) {
        text.append(text.isEmpty() ? "" : separator);
    }

    private void writeListItem(Block item) {
        String words = item.text().strip();
        if (words.isEmpty()) {
            return;
        }
        begin(isInList ? "\n" : "\n\n");
        isInList = true;
        String indent = "  ".repeat(item.depth() - 1);
        int number = counts.next(item);
        String marker = item.isNumbered() ? number + ". " : "- ";
        text.append(indent).append(marker).append(words.replace("\n", "\n" + indent + " ".repeat(marker.length())));
    }

    private String text(Node node) {
        if (node instanceof Block block) {
            return block.text();
        }
        if (node instanceof Image image) {
            return pictures.apply(image.key()).map(Picture::caption).orElse("");
        }
        if (node instanceof CustomNode custom) {
            return custom.asTable()
                    .map(TextWriter::text)
                    .or(() -> custom.asListing().map(CodeBlock::code))
                    .or(() -> custom.asEmbed().map(embed -> embed.caption() == null ? embed.url() : embed.caption()))
                    .orElse("");
        }
        return "";
    }

    private static String text(Table table) {
        return table.rows().stream()
                .map(row -> row.stream().map(cell -> cell.replace('\n', ' ')).collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }
}
