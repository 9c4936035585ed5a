package bantin.body;

/**
 * A picture, video or audio file that a reader found in HTML or Markdown.
 *
 * @param key the {@code _key} of its nodes; matches {@code [A-Za-z0-9_-]{1,64}} or is one of the caller's known keys
 * @param url {@code http(s)}, or relative to the site's root
 * @param caption plain text of one line; null when there is none
 * @param credit like {@code caption}
 * @param alt like {@code caption}
 */
public record FoundPicture(String key, Picture.Kind kind, String url, String caption, String credit, String alt) {}
