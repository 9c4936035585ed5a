package bantin.search;

import bantin.body.HtmlWriter;
import bantin.text.Nfc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** A text of an article with the words of a query marked, as HTML. Only the beginning of a very long text is used. */
final class SnippetBuilder {

    /** As much as is indexed. */
    private static final int MAX_CHARACTERS = 50_000;

    private static final int SNIPPETS = 2;
    private static final int WORDS_OF_A_SNIPPET = 24;
    private static final int WORDS_BEFORE = 4;

    private final String text;
    private final List<TextAnalyzer.Token> words;

    /** Of words, by their index in the text. */
    private record Range(int from, int to) {

        boolean overlaps(Range other) {
            return from < other.to && other.from < to;
        }
    }

    private SnippetBuilder(String text, List<TextAnalyzer.Token> words) {
        this.text = text;
        this.words = words;
    }

    /** Words are cut as in queries, by {@link TextAnalyzer}. */
    static SnippetBuilder of(String content) {
        var all = Nfc.of(content).replaceAll("\\s+", " ").strip();
        var text = all.substring(
                0, all.offsetByCodePoints(0, Math.min(MAX_CHARACTERS, all.codePointCount(0, all.length()))));
        return new SnippetBuilder(text, TextAnalyzer.tokens(text));
    }

    Iterable<String> words() {
        return () -> words.stream().map(TextAnalyzer.Token::word).iterator();
    }

    /** @param query the form in which the query has a word; null for other words */
    String marked(UnaryOperator<String> query) {
        return marked(new Range(0, words.size()), found(query));
    }

    /** The parts with the most words of the query, in the order of the text; the beginning if there are none. */
    List<String> snippets(UnaryOperator<String> query) {
        var found = found(query);
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < SNIPPETS; i++) {
            var best = best(found, ranges);
            if (best != null) {
                ranges.add(best);
            }
        }
        if (ranges.isEmpty() && !words.isEmpty()) {
            ranges.add(new Range(0, Math.min(words.size(), WORDS_OF_A_SNIPPET)));
        }
        return ranges.stream()
                .sorted(Comparator.comparingInt(Range::from))
                .map(range -> marked(range, found))
                .toList();
    }

    private String[] found(UnaryOperator<String> query) {
        return words.stream().map(word -> query.apply(word.word())).toArray(String[]::new);
    }

    /**
     * The first of the best ranges that start around a word of the query; null if all such ranges overlap those taken.
     */
    private Range best(String[] found, List<Range> taken) {
        Range best = null;
        int most = 0;
        for (int at = 0; at < found.length; at++) {
            int from = Math.max(0, at - WORDS_BEFORE);
            var range = new Range(from, Math.min(found.length, from + WORDS_OF_A_SNIPPET));
            if (found[at] != null && taken.stream().noneMatch(range::overlaps)) {
                int worth = worth(range, found);
                if (worth > most) {
                    best = range;
                    most = worth;
                }
            }
        }
        return best;
    }

    /** Different words count most, then words next to each other. */
    private static int worth(Range range, String[] found) {
        var different = new HashSet<String>();
        int neighbors = 0;
        for (int at = range.from; at < range.to; at++) {
            if (found[at] != null) {
                different.add(found[at]);
                neighbors += at > range.from && found[at - 1] != null ? 1 : 0;
            }
        }
        return different.size() * WORDS_OF_A_SNIPPET + neighbors;
    }

    private String marked(Range range, String[] found) {
        boolean begins = range.from == 0;
        boolean ends = range.to == words.size();
        var html = new StringBuilder(begins ? "" : "… ");
        int at = begins ? 0 : words.get(range.from).from();
        for (int i = range.from; i < range.to; i++) {
            var word = words.get(i);
            if (found[i] != null) {
                html.append(HtmlWriter.escaped(text.substring(at, word.from())))
                        .append("<mark>")
                        .append(HtmlWriter.escaped(text.substring(word.from(), word.to())))
                        .append("</mark>");
                at = word.to();
            }
        }
        int end = ends ? text.length() : words.get(range.to - 1).to();
        return html.append(HtmlWriter.escaped(text.substring(at, end)))
                .append(ends ? "" : " …")
                .toString();
    }
}
