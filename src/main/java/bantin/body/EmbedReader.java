package bantin.body;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Recognizes elements that show other content than pictures: video and audio files, which become media; content of a
 * site that {@link EmbedProvider} knows, which becomes an {@link Embed}; and other frames, which become links.
 */
final class EmbedReader {

    /** Attribute of a link that {@link MarkdownReader} recognized as a video, audio or embed; its value is the kind. */
    static final String LINKED_MEDIUM = "data-media";

    /** Attribute of a figure that {@link HtmlWriter} wrote for an embed; its value is the provider's id. */
    static final String EMBED = "data-embed";

    /**
     * Elements that a figure with only an address cannot contain; all elements that this class recognizes are among
     * them.
     */
    static final Set<String> ELEMENTS = Set.of(
            "img",
            "video",
            "audio",
            "iframe",
            "object",
            "embed",
            "oembed",
            "amp-img",
            "amp-video",
            "amp-audio",
            "amp-iframe",
            "amp-youtube",
            "amp-vimeo",
            "amp-twitter",
            "amp-facebook",
            "amp-instagram",
            "amp-tiktok",
            "lite-youtube",
            "table",
            "pre",
            "figure");

    private static final Evaluator LINK = Selector.evaluatorOf("a[href]");
    private static final List<String> ADDRESSES = List.of("src", "data-src", "data-lazy-src", "data-original");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S+");
    private static final Pattern VIDEO_FILE = Pattern.compile("(?i)[^?#]*\\.(?:mp4|m4v|webm|mov|m3u8)(?:[?#].*)?");
    private static final Pattern AUDIO_FILE =
            Pattern.compile("(?i)[^?#]*\\.(?:mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#].*)?");
    private static final Pattern TINY = Pattern.compile("\\s*[01](?:px)?\\s*");

    /** Elements that identify their content by an attribute, and the address to which its value is appended. */
    private static final Map<String, Named> NAMED = Map.of(
            "amp-youtube", new Named("data-videoid", "https://www.youtube.com/watch?v="),
            "lite-youtube", new Named("videoid", "https://www.youtube.com/watch?v="),
            "amp-vimeo", new Named("data-videoid", "https://vimeo.com/"),
            "amp-twitter", new Named("data-tweetid", "https://x.com/i/status/"),
            "amp-instagram", new Named("data-shortcode", "https://www.instagram.com/p/"),
            "amp-facebook", new Named("data-href", ""),
            "amp-tiktok", new Named("data-src", ""),
            "oembed", new Named("url", ""));

    private record Named(String attribute, String page) {}

    enum Kind {
        VIDEO,
        AUDIO,
        EMBED,
        LINK
    }

    /**
     * What an element shows.
     *
     * @param url the address that the node gets
     * @param original the address as the page has it
     * @param text the text of a link, or a caption; null when there is none
     */
    record Found(Kind kind, String url, String original, String text) {}

    private EmbedReader() {}

    /** Empty when the element shows nothing of this kind, is hidden, or has no usable address. */
    static Optional<Found> find(Element element) {
        String name = element.normalName();
        if (name.equals("a")) {
            return element.hasAttr(LINKED_MEDIUM) ? linked(element) : Optional.empty();
        }
        if (!ELEMENTS.contains(name) || isHidden(element)) {
            return Optional.empty();
        }
        Named named = NAMED.get(name);
        if (named != null) {
            String id = element.attr(named.attribute).strip();
            return id.isEmpty() ? Optional.empty() : frame(named.page + id, null);
        }
        return switch (name) {
            case "video", "amp-video" -> file(Kind.VIDEO, element);
            case "audio", "amp-audio" -> file(Kind.AUDIO, element);
            case "iframe", "amp-iframe", "embed" -> frame(address(element), TextCleaner.line(element.attr("title")));
            case "object" -> frame(ofObject(element), TextCleaner.line(element.attr("title")));
            default -> Optional.empty();
        };
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || InlineStyle.of(element).isHidden()
                || isTiny(element.attr("width"))
                || isTiny(element.attr("height"));
    }

    private static boolean isTiny(String length) {
        return !length.isEmpty() && TINY.matcher(length).matches();
    }

    private static String address(Element element) {
        return ADDRESSES.stream()
                .map(element::attr)
                .filter(address -> SafeUrl.importedPicture(address).isPresent())
                .findFirst()
                .orElse("");
    }

    private static Optional<Found> file(Kind kind, Element element) {
        String own = address(element);
        String address = !own.isEmpty()
                ? own
                : element.children().stream()
                        .filter(child -> child.normalName().equals("source"))
                        .map(EmbedReader::address)
                        .filter(source -> !source.isEmpty())
                        .findFirst()
                        .orElse("");
        return SafeUrl.importedPicture(address).map(url -> new Found(kind, url, address, null));
    }

    /**
     * The address of a Flash player: {@code data}, a {@code param}, or that of a nested element; empty when there is
     * none.
     */
    private static String ofObject(Element object) {
        if (!object.attr("data").isBlank()) {
            return object.attr("data");
        }
        for (Element child : object.children()) {
            boolean isAddress = child.normalName().equals("param")
                    && Set.of("movie", "src", "url").contains(child.attr("name").toLowerCase(Locale.ROOT));
            String address = isAddress ? child.attr("value") : "";
            if (Set.of("embed", "iframe").contains(child.normalName())) {
                address = address(child);
            }
            if (!address.isBlank()) {
                return address;
            }
        }
        return "";
    }

    private static Optional<Found> frame(String address, String title) {
        Optional<String> url = SafeUrl.importedPicture(address).filter(SafeUrl::isLink);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<EmbedProvider> provider = EmbedProvider.of(url.get());
        if (provider.isPresent()) {
            return Optional.of(new Found(Kind.EMBED, provider.get().page(url.get()), address, null));
        }
        if (VIDEO_FILE.matcher(url.get()).matches()) {
            return Optional.of(new Found(Kind.VIDEO, url.get(), address, null));
        }
        return AUDIO_FILE.matcher(url.get()).matches()
                ? Optional.of(new Found(Kind.AUDIO, url.get(), address, null))
                : Optional.of(new Found(Kind.LINK, url.get(), address, title == null ? url.get() : title));
    }

    /**
     * What a figure embeds that contains only an address or a link, as WordPress's block editor and {@link HtmlWriter}
     * write it; empty for other figures.
     */
    static Optional<Found> inFigure(Element figure) {
        if (HtmlElements.contains(figure, ELEMENTS)) {
            return Optional.empty();
        }
        if (figure.hasAttr(EMBED)) {
            Element link = figure.selectFirst(LINK);
            return SafeUrl.importedPicture(link == null ? "" : link.attr("href"))
                    .filter(SafeUrl::isLink)
                    .map(url -> new Found(Kind.EMBED, url, url, null));
        }
        String text = TextCleaner.lines(
                HtmlElements.text(figure, element -> element.normalName().equals("figcaption")));
        return ADDRESS.matcher(text).matches() ? frame(text, null) : Optional.empty();
    }

    private static Optional<Found> linked(Element link) {
        Optional<String> url = SafeUrl.importedPicture(link.attr("href")).filter(SafeUrl::isLink);
        String text = TextCleaner.line(HtmlElements.text(link));
        return url.map(address -> new Found(
                Kind.valueOf(link.attr(LINKED_MEDIUM).toUpperCase(Locale.ROOT)),
                address,
                address,
                address.equals(text) ? null : text));
    }
}
