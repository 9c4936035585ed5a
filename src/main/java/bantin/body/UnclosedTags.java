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
 * Treats a {@code <} in Markdown as text if its tag is not closed nearby. The library's own parsers search all of the
 * following text for the {@code >}, for each {@code <} again, which takes quadratic time.
 */
final class UnclosedTags implements InlineContentParser {

    /** The longest tag, in characters. */
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
