package bantin.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site whose videos, audio or posts are often embedded. Recognizes its addresses, and converts the address of a
 * player to that of the page that it plays.
 */
enum EmbedProvider {
    YOUTUBE(
            "(?:[a-z]+\\.)?youtube(?:-nocookie)?\\.com|youtu\\.be",
            new Player("youtu\\.be/([\\w-]{6,})", "https://www.youtube.com/watch?v=%s"),
            new Player("/(?:embed|v|shorts|live)/(?!videoseries)([\\w-]{3,})", "https://www.youtube.com/watch?v=%s"),
            new Player("/embed/videoseries\\?(?:.*&)?list=([\\w-]+)", "https://www.youtube.com/playlist?list=%s")),
    VIMEO("(?:[a-z]+\\.)?vimeo\\.com", new Player("player\\.vimeo\\.com/video/(\\d+)", "https://vimeo.com/%s")),
    TIKTOK("(?:[a-z]+\\.)?tiktok\\.com"),
    FACEBOOK(
            "(?:[a-z-]+\\.)?facebook\\.com|fb\\.watch",
            new Player("/plugins/\\w+(?:\\.php)?\\?(?:.*&)?href=([^&#]+)", "%s")),
    X(
            "(?:[a-z]+\\.)?(?:twitter|x)\\.com",
            new Player("platform\\.(?:twitter|x)\\.com/embed/.*[?&]id=(\\d+)", "https://x.com/i/status/%s")),
    INSTAGRAM(
            "(?:[a-z]+\\.)?instagram\\.com",
            new Player("/(p|reel|tv)/([\\w-]+)/embed", "https://www.instagram.com/%s/%s/")),
    SPOTIFY("open\\.spotify\\.com", new Player("/embed(?:-podcast)?/(\\w+)/(\\w+)", "https://open.spotify.com/%s/%s")),
    SOUNDCLOUD(
            "(?:[a-z]+\\.)?soundcloud\\.com", new Player("w\\.soundcloud\\.com/player/?\\?(?:.*&)?url=([^&#]+)", "%s"));

    /** Longer addresses are no players'; patterns would take long for them. */
    private static final int MAX_PLAYER = 2_000;

    private static final Pattern HOST = Pattern.compile("(?i)https?://(?:[^/?#@]*@)?([^/?#:]+)(?::\\d+)?(?:[/?#].*)?");

    private final Pattern hosts;
    private final List<Player> players;

    /** A pattern of player addresses, and the page's address as a format string of its groups. */
    private record Player(Pattern pattern, String page) {

        Player(String pattern, String page) {
            this(Pattern.compile(pattern), page);
        }
    }

    EmbedProvider(String hosts, Player... players) {
        this.hosts = Pattern.compile(hosts);
        this.players = List.of(players);
    }

    /** The name in JSON and in HTML, such as {@code youtube}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The provider of an address; empty when it is unknown.
     *
     * @param url absolute
     */
    static Optional<EmbedProvider> of(String url) {
        Matcher host = HOST.matcher(url);
        if (!host.matches()) {
            return Optional.empty();
        }
        String name = host.group(1).toLowerCase(Locale.ROOT);
        for (EmbedProvider provider : values()) {
            if (provider.hosts.matcher(name).matches()) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** The address of the page that a player plays; any other address unchanged. */
    String page(String url) {
        if (url.length() > MAX_PLAYER) {
            return url;
        }
        for (Player player : players) {
            Matcher matcher = player.pattern.matcher(url);
            if (matcher.find()) {
                var groups = new Object[matcher.groupCount()];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = player.page.equals("%s") ? decoded(matcher.group(i + 1)) : matcher.group(i + 1);
                }
                return SafeUrl.importedPicture(player.page.formatted(groups))
                        .filter(SafeUrl::isLink)
                        .orElse(url);
            }
        }
        return url;
    }

    private static String decoded(String parameter) {
        try {
            return URLDecoder.decode(parameter, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return parameter;
        }
    }
}
