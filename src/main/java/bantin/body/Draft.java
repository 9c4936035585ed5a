package bantin.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node under construction in {@link HtmlReader}: captions may still move into pictures, and it has no key yet. */
sealed interface Draft permits Draft.Text, Draft.PendingPicture, Draft.Other {

    /** Longer text under a picture, in characters, is a paragraph and not a caption. */
    int MAX_CAPTION = 300;

    Node toNode(Keys keys);

    /**
     * A block of text.
     *
     * @param style as {@link Block#style}
     * @param list kind of list; null when this is no list item
     * @param level depth in lists, from 1; 0 when this is no list item
     * @param start number of the list item; null when it follows from counting, and for other blocks
     * @param item the {@code <li>} that contains the text; null when there is none
     * @param isExact whether the text was marked as {@link ExactText}, so that it is no caption
     * @param captioned as {@link ReadContext#captioned}
     */
    record Text(
            String style,
            String list,
            int level,
            Integer start,
            Object item,
            List<Runs.Run> runs,
            Alignment alignment,
            boolean isExact,
            Object captioned)
            implements Draft {

        public Text {
            runs = new ArrayList<>(runs);
        }

        /** Adds a line: a list item is one block, which cannot contain paragraphs. */
        void append(List<Runs.Run> more) {
            if (runs.isEmpty()) {
                runs.addAll(more);
                return;
            }
            Format before = runs.get(runs.size() - 1).format();
            runs.add(new Runs.Run("\n", before.looksLike(more.get(0).format()) ? before : Format.PLAIN));
            runs.addAll(more);
        }

        String plainText() {
            var text = new StringBuilder();
            runs.forEach(run -> text.append(run.text()));
            return text.toString();
        }

        /** @param number null for none */
        Text numbered(Integer number) {
            return new Text(style, list, level, number, item, runs, alignment, isExact, captioned);
        }

        boolean isPlain() {
            return runs.stream().allMatch(run -> run.format().looksLike(Format.PLAIN));
        }

        /** The same text in an ordinary paragraph. */
        Text paragraph() {
            return new Text(Block.NORMAL, null, 0, null, null, runs, alignment, isExact, captioned);
        }

        boolean mayBeCaption() {
            return list == null
                    && !isExact
                    && (style.equals(Block.NORMAL) || style.equals(Block.BLOCKQUOTE))
                    && plainText().length() <= MAX_CAPTION
                    && alignment != Alignment.END;
        }

        boolean isCentred() {
            return alignment == Alignment.CENTRE;
        }

        boolean isItalic() {
            return isMarked(Decorator.EM);
        }

        /** Whether all of its words have the mark. */
        boolean isMarked(Decorator decorator) {
            return runs.stream()
                    .allMatch(run -> run.format().marks().contains(decorator)
                            || run.text().isBlank());
        }

        @Override
        public Block toNode(Keys keys) {
            Map<String, MarkDef> links = new LinkedHashMap<>();
            var spans = new ArrayList<Inline>();
            String key = keys.next("b");
            for (int i = 0; i < runs.size(); ) {
                Format format = runs.get(i).format();
                var text = new StringBuilder();
                while (i < runs.size() && runs.get(i).format().looksLike(format)) {
                    text.append(runs.get(i++).text());
                }
                var marks = new ArrayList<String>();
                format.marks().forEach(decorator -> marks.add(decorator.mark));
                if (format.href() != null) {
                    marks.add(links.computeIfAbsent(format.href(), href -> MarkDef.link(keys.next("l"), href))
                            .key());
                }
                spans.add(new Span(keys.next("s"), TextCleaner.nfc(text.toString()), marks, Map.of()));
            }
            if (spans.isEmpty()) {
                spans.add(new Span(keys.next("s"), "", List.of(), Map.of()));
            }
            return new Block(
                    key,
                    style,
                    list,
                    list == null ? null : level,
                    start,
                    spans,
                    new ArrayList<>(links.values()),
                    Map.of());
        }
    }

    /** A picture, video, audio or embed. */
    final class PendingPicture implements Draft {

        /** Null for an embed, which has no {@link #key} either. */
        final Picture.Kind kind;

        final String url;

        /** The address as the page has it. */
        final String originalUrl;

        final String alt;

        /** The page's {@code data-key}; empty when there is none. */
        final String requestedKey;

        /** As {@link ReadContext#captioned}. */
        final Object captioned;

        String link;

        /**
         * Whether the page gives all of its texts, as {@link HtmlWriter} does, so that no text after it is its caption.
         */
        boolean isComplete;

        String caption;
        String credit;
        String key;

        PendingPicture(
                Picture.Kind kind,
                String url,
                String originalUrl,
                String alt,
                String requestedKey,
                Object captioned,
                String caption) {
            this.kind = kind;
            this.url = url;
            this.originalUrl = originalUrl;
            this.alt = alt;
            this.requestedKey = requestedKey;
            this.captioned = captioned;
            this.caption = caption;
        }

        boolean isEmbed() {
            return kind == null;
        }

        /** The caption of an embed includes its credit. For other kinds the article's media have both. */
        @Override
        public Node toNode(Keys keys) {
            if (!isEmbed()) {
                return Image.of(kind, key, link);
            }
            String texts = Stream.of(caption, credit).filter(Objects::nonNull).collect(Collectors.joining(" "));
            return new Embed(url, texts.isEmpty() ? null : texts).toNode(keys);
        }
    }

    /** A table, code block, break or kept shortcode. */
    record Other(Function<Keys, CustomNode> node) implements Draft {

        @Override
        public CustomNode toNode(Keys keys) {
            return node.apply(keys);
        }
    }
}
