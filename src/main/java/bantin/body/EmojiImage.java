package bantin.body;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Recognizes pictures of emoji and smileys, which WordPress, Facebook and forums put into text as
 * {@code <img class="emoji" alt="🎉" src="…/1f389.png">}.
 */
final class EmojiImage {

    private static final Set<String> CLASSES = Set.of(
            "emoji",
            "wp-smiley",
            "smiley",
            "smilie",
            "smilies",
            "emojione",
            "joypixels",
            "twemoji",
            "emoticon",
            "emote");
    private static final Pattern PATH =
            Pattern.compile("(?i)/(?:emoji|emojis|twemoji|emoji\\.php|smil(?:ey|ie|e)s?|emoticons?)\\d{0,3}/");

    /** A file whose name consists of code points, as in Twemoji. */
    private static final Pattern CODE_POINTS = Pattern.compile(
            "(?i).*/(?:u|emoji_u)?([0-9a-f]{2,5}(?:[-_][0-9a-f]{2,5}){0,9})\\.(?:png|svg|gif|webp)(?:[?#].*)?");

    private static final Pattern EMOJI = Pattern.compile(
            "[\\p{So}\\x{203C}\\x{2049}\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{200D}\\x{20E3}\\x{E0020}-\\x{E007F}#*0-9]{1,16}");
    private static final Pattern PICTOGRAM =
            Pattern.compile("[\\p{So}\\x{203C}\\x{2049}\\x{1F000}-\\x{1FAFF}\\x{20E3}]");

    /** The largest size of an emoji, in pixels. */
    private static final int MAX_SIZE = 72;

    /** Longer texts, in characters, describe a picture and are no smiley. */
    private static final int MAX_ALT = 40;

    private EmojiImage() {}

    /** The characters that a picture shows; empty when it is no emoji or smiley. */
    static Optional<String> text(Element img) {
        String alt = img.attr("alt").strip();
        String src = img.attr("src");
        boolean isNamed = ClassNames.hasName(img, CLASSES) || PATH.matcher(src).find();
        if (isEmoji(alt)) {
            return isNamed || PixelSize.of(img).isWithin(MAX_SIZE) ? Optional.of(alt) : Optional.empty();
        }
        if (!isNamed) {
            return Optional.empty();
        }
        Optional<String> spelled = codePoints(src).filter(EmojiImage::isEmoji);
        return spelled.or(() -> Optional.of(alt).filter(text -> text.length() <= MAX_ALT));
    }

    private static boolean isEmoji(String text) {
        return EMOJI.matcher(text).matches() && PICTOGRAM.matcher(text).find();
    }

    private static Optional<String> codePoints(String src) {
        Matcher file = CODE_POINTS.matcher(src);
        if (src.length() > 1_000 || !file.matches()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (String hex : file.group(1).toLowerCase(Locale.ROOT).split("[-_]")) {
            text.appendCodePoint(Integer.parseInt(hex, 16));
        }
        return Optional.of(text.toString());
    }
}
