package bantin.body;

/**
 * One use of a picture, video or sound, as a renderer needs it: the texts that apply in this article, and where the
 * file is.
 *
 * @param key the {@code _key} of the node that shows it
 * @param kind what the file holds, whatever the node calls it
 * @param url absolute, or relative to the site's root; one that is neither is not drawn
 * @param caption null when there is none; so are credit and alt
 * @param width in pixels; null when unknown; so is height
 */
public record Picture(
        String key, Kind kind, String url, String caption, String credit, String alt, Integer width, Integer height) {

    /** What a file holds. */
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO
    }

    public Picture {
        kind = kind == null ? Kind.IMAGE : kind;
    }
}
