package bantin.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node that the reader of HTML has found but not finished: captions may still move, and keys are not known yet. */
sealed interface Draft permits Draft.Text, Draft.PendingPicture, Draft.Other {

    /** Longer text that stands centred or in italics under a picture is a paragraph, not a caption. */
    int MAX_CAPTION = 300;

    /**
     * A block.
     *
     * @param list kind of list; null when this is no list item
     * @param start the number that its item has by its list or by itself; null where it counts on
     * @param item the {@code <li>} that the text is from, if any
     * @param isExact whether it is as {@link HtmlWriter} had it, so that nothing is to be guessed about it
     * @param captioned the figure or picture table whose picture this text belongs to, if any
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

        /** Goes on in a new line: a block cannot hold paragraphs, and an item of a list is one block. */
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

        /** The same with another number; null for none. */
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

        /** Whether all its words are marked so. */
        boolean isMarked(Decorator decorator) {
            return runs.stream()
                    .allMatch(run -> run.format().marks().contains(decorator)
                            || run.text().isBlank());
        }

        Block toNode(Keys keys) {
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

    /** A picture, video or sound, or an embed. */
    final class PendingPicture implements Draft {

        /** Null for an embed. */
        final Picture.Kind kind;

        final String url;
        final String originalUrl;
        final String alt;
        final String wantedKey;
        final Object captioned;
        String link;

        /** Whether the page says all that is to be said of it, as {@link HtmlWriter} does. */
        boolean isSettled;

        String caption;
        String credit;
        String key;

        PendingPicture(
                Picture.Kind kind,
                String url,
                String originalUrl,
                String alt,
                String wantedKey,
                Object captioned,
                String caption) {
            this.kind = kind;
            this.url = url;
            this.originalUrl = originalUrl;
            this.alt = alt;
            this.wantedKey = wantedKey;
            this.captioned = captioned;
            this.caption = caption;
        }

        boolean isEmbed() {
            return kind == null;
        }

        /** An embed has one text, since it is no entry of the media. */
        Node toNode(Keys keys) {
            if (!isEmbed()) {
                return Image.of(kind, key, link);
            }
            String texts = Stream.of(caption, credit).filter(Objects::nonNull).collect(Collectors.joining(" "));
            return new Embed(url, texts.isEmpty() ? null : texts).toNode(keys);
        }
    }

    /** A table, listing or break. */
    record Other(Function<Keys, CustomNode> node) implements Draft {}
}
