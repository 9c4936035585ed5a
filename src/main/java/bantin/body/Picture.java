package bantin.body;

/**
 * The use of a picture, video or audio file in an article, as the writers need it.
 *
 * @param key the {@code _key} of its nodes
 * @param kind the kind of the file, which takes precedence over the type of the node; null means an image
 * @param url absolute, or relative to the site's root; a picture with any other address is omitted
 * @param caption as it applies in this article; null when there is none
 * @param credit like {@code caption}
 * @param alt like {@code caption}
 * @param width in pixels; null when unknown
 * @param height in pixels; null when unknown
 */
public record Picture(
        String key, Kind kind, String url, String caption, String credit, String alt, Integer width, Integer height) {

    /** The kind of a media file. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO
    }

    public Picture {
        kind = kind == null ? Kind.IMAGE : kind;
    }
}
