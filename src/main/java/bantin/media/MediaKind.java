package bantin.media;

import java.util.Locale;

/** What a file holds. Spelled as in JSON and in the database. */
public enum MediaKind {
    image,
    video,
    audio;

    /** What the end of a URL's path says about it; a picture where it says nothing. */
    static MediaKind ofUrl(String url) {
        var path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        if (path.matches(".*\\.(mp4|m4v|webm|mov|m3u8)")) {
            return video;
        }
        return path.matches(".*\\.(mp3|m4a|ogg|oga|opus|wav|flac)") ? audio : image;
    }
}
