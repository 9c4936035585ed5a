package bantin.body;

/**
 * A picture, video or sound that a reader found in a page.
 *
 * @param key the {@code _key} of its nodes; {@code [A-Za-z0-9_-]{1,64}} unless the caller's known keys differ
 * @param url {@code http(s)}, or relative to the site's root
 * @param caption plain text on one line; null when there is none; so are credit and alt
 */
public record FoundPicture(String key, Picture.Kind kind, String url, String caption, String credit, String alt) {}
