package bantin.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site whose videos, sounds and posts pages show in frames. Knows its addresses, and turns those of its players into
 * those of the pages that they play.
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

    /** Patterns go over an address many times, and no player's is longer. */
    private static final int MAX_PLAYER = 2_000;

    private static final Pattern HOST = Pattern.compile("(?i)https?://(?:[^/?#@]*@)?([^/?#:]+)(?::\\d+)?(?:[/?#].*)?");

    private final Pattern hosts;
    private final List<Player> players;

    /** Addresses of players, and the page's address as a format of their groups. */
    private record Player(Pattern pattern, String page) {

        Player(String pattern, String page) {
            this(Pattern.compile(pattern), page);
        }
    }

    EmbedProvider(String hosts, Player... players) {
        this.hosts = Pattern.compile(hosts);
        this.players = List.of(players);
    }

    /** In JSON and in HTML. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param url absolute; empty when it is of no site that we know */
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

    /** The page's address for a player's, and any other as it is. */
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
