package bantin.media;

import java.util.Locale;

/** The kind of a file. The names are those of JSON and of the database. */
public enum MediaKind {
    image,
    video,
    audio;

    /** Guessed from the file extension; {@code image} if that is unknown. */
    static MediaKind ofUrl(String url) {
        var path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        if (path.matches(".*\\.(mp4|m4v|webm|mov|m3u8)")) {
            return video;
        }
        return path.matches(".*\\.(mp3|m4a|ogg|oga|opus|wav|flac)") ? audio : image;
    }
}
