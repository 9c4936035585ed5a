package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Reads pictures, videos, audio and embeds, with the {@code <figure>} around them, for {@link HtmlReader}. */
final class FigureReader {

    private final HtmlReader reader;
    private final DraftBuilder drafts;
    private final List<String> unusable = new ArrayList<>();

    /** A {@code <figure>} whose content is being read. */
    static final class Figure {

        private final String key;
        private final List<Element> captions = new ArrayList<>();
        private final List<Draft.PendingPicture> pictures = new ArrayList<>();

        private Figure(String key) {
            this.key = key;
        }
    }

    FigureReader(HtmlReader reader, DraftBuilder drafts) {
        this.reader = reader;
        this.drafts = drafts;
    }

    /** The {@code src} of pictures without a usable address, shortened. */
    List<String> unusable() {
        return unusable;
    }

    void readPicture(Element img, ReadContext context) {
        String original = img.attr("src");
        Optional<String> url = SafeUrl.importedPicture(original);
        if (url.isEmpty()) {
            unusable.add(HtmlElements.shortened(
                    img.hasAttr(PageImages.UNUSABLE) ? img.attr(PageImages.UNUSABLE) : original));
            return;
        }
        var picture = new Draft.PendingPicture(
                Picture.Kind.IMAGE,
                url.get(),
                original,
                TextCleaner.line(img.attr("alt")),
                key(img, context),
                context.captioned(),
                TextCleaner.line(img.attr("data-caption")));
        picture.link = context.format().href();
        picture.isComplete = !picture.requestedKey.isEmpty() || img.hasAttr("data-caption");
        picture.credit = TextCleaner.line(img.attr("data-credit"));
        add(picture, context);
    }

    void readEmbed(EmbedReader.Found found, Element element, ReadContext context) {
        if (found.kind() == EmbedReader.Kind.LINK) {
            drafts.endParagraph(context);
            drafts.addText(found.text(), Format.PLAIN.linkedTo(found.url()));
            drafts.endParagraph(context);
            return;
        }
        Picture.Kind kind =
                switch (found.kind()) {
                    case VIDEO -> Picture.Kind.VIDEO;
                    case AUDIO -> Picture.Kind.AUDIO;
                    default -> null;
                };
        String key = key(element, context);
        var picture = new Draft.PendingPicture(
                kind, found.url(), found.original(), null, key, context.captioned(), found.text());
        picture.isComplete =
                !key.isEmpty() || element.hasAttr(EmbedReader.LINKED_MEDIUM) || element.hasAttr(EmbedReader.EMBED);
        add(picture, context);
    }

    /**
     * The element's own {@code data-key}, or for the first picture of a figure the figure's; empty when there is none.
     */
    private static String key(Element element, ReadContext context) {
        boolean isFirst = context.figure() != null && context.figure().pictures.isEmpty();
        return isFirst && !element.hasAttr("data-key") ? context.figure().key : element.attr("data-key");
    }

    private void add(Draft.PendingPicture picture, ReadContext context) {
        drafts.add(picture, context);
        if (context.figure() != null) {
            context.figure().pictures.add(picture);
        }
    }

    /** Reads a {@code <figure>}. Its caption belongs to its last picture; without a picture it becomes paragraphs. */
    void readFigure(Element element, ReadContext context) {
        drafts.endParagraph(context);
        var figure = new Figure(element.attr("data-key"));
        ReadContext inside = context.inFigure(figure);
        EmbedReader.Found embed = EmbedReader.inFigure(element).orElse(null);
        if (embed == null) {
            reader.readChildren(element, inside);
        } else {
            readEmbed(embed, element, inside);
            figure.captions.addAll(element.getElementsByTag("figcaption"));
        }
        drafts.endParagraph(inside);
        if (figure.captions.isEmpty()) {
            return;
        }
        if (figure.pictures.isEmpty()) {
            figure.captions.forEach(caption -> reader.readBlock(caption, context, context));
            return;
        }
        Draft.PendingPicture picture = figure.pictures.get(figure.pictures.size() - 1);
        Caption caption = Caption.of(figure.captions);
        picture.caption = caption.text() == null ? picture.caption : caption.text();
        picture.credit = caption.credit() == null ? picture.credit : caption.credit();
    }

    void readFigcaption(Element element, ReadContext context) {
        if (context.figure() != null) {
            context.figure().captions.add(element);
        } else {
            reader.readBlock(element, context, context);
        }
    }
}
