package bantin.body;

import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Takes a {@code <} in Markdown for text when nothing closes it soon. The library's own parsers look for the closing
 * {@code >} in all the text that follows, for each {@code <} anew: a mebibyte of those would keep them busy for
 * minutes.
 */
final class UnclosedTags implements InlineContentParser {

    /** More than any tag in a text needs. */
    static final int REACH = 2_000;

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        scanner.next();
        Position behind = scanner.position();
        return isClosed(scanner) ? ParsedInline.none() : ParsedInline.of(new Text("<"), behind);
    }

    private static boolean isClosed(Scanner scanner) {
        String end =
                switch (scanner.peek()) {
                    case '!' -> scanner.next("!--") ? "-->" : scanner.next("![CDATA[") ? "]]>" : ">";
                    case '?' -> "?>";
                    default -> ">";
                };
        for (int i = 0; i < REACH && scanner.hasNext(); i++) {
            if (scanner.next(end)) {
                return true;
            }
            scanner.next();
        }
        return false;
    }

    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return new UnclosedTags();
        }
    }
}
