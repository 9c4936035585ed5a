package bantin.body;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Assigns keys to the pictures of a page. The first that exists counts: the key in the page's markup, so that pictures
 * in HTML of {@link HtmlWriter} keep theirs; the key of the same picture with the same texts elsewhere in the page; the
 * key that the caller knows for the address; a new key.
 */
final class PictureKeys {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Pictures with equal values become the same entry of an article's media. */
    private record Content(String url, String caption, String credit) {

        static Content of(Draft.PendingPicture picture) {
            return new Content(picture.url, picture.caption, picture.credit);
        }
    }

    private final Map<String, String> knownKeysByUrl;
    private final Map<String, Content> contents = new HashMap<>();
    private final Map<Content, String> keys = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();
    private int counter;

    private PictureKeys(Map<String, String> knownKeysByUrl) {
        this.knownKeysByUrl = knownKeysByUrl;
        reserved.addAll(knownKeysByUrl.values());
    }

    static List<FoundPicture> assign(List<Draft.PendingPicture> pictures, Map<String, String> knownKeysByUrl) {
        var assignment = new PictureKeys(knownKeysByUrl);
        for (Draft.PendingPicture picture : pictures) {
            if (isLegal(picture.requestedKey)) {
                assignment.reserved.add(picture.requestedKey);
                assignment.offer(picture.requestedKey, picture);
            }
        }
        for (Draft.PendingPicture picture : pictures) {
            if (picture.key == null) {
                assignment.choose(picture);
            }
        }
        return found(pictures);
    }

    private static boolean isLegal(String key) {
        return key != null && LEGAL.matcher(key).matches();
    }

    /** Assigns a key to a picture, unless a different picture has it. */
    private void offer(String key, Draft.PendingPicture picture) {
        Content content = Content.of(picture);
        Content owner = contents.putIfAbsent(key, content);
        if (owner == null || owner.equals(content)) {
            keys.putIfAbsent(content, key);
            picture.key = key;
        }
    }

    private void choose(Draft.PendingPicture picture) {
        String same = keys.get(Content.of(picture));
        String known = knownKeysByUrl.getOrDefault(picture.url, knownKeysByUrl.get(picture.originalUrl));
        if (same != null) {
            picture.key = same;
        } else if (known != null && !contents.containsKey(known)) {
            offer(known, picture);
        } else {
            offer(newKey(), picture);
        }
    }

    private String newKey() {
        String key;
        do {
            key = "picture-" + ++counter;
        } while (!reserved.add(key));
        return key;
    }

    private static List<FoundPicture> found(List<Draft.PendingPicture> pictures) {
        Map<String, FoundPicture> found = new LinkedHashMap<>();
        for (Draft.PendingPicture picture : pictures) {
            found.merge(
                    picture.key,
                    new FoundPicture(
                            picture.key, picture.kind, picture.url, picture.caption, picture.credit, picture.alt),
                    (first, again) -> first.alt() == null ? again : first);
        }
        return new ArrayList<>(found.values());
    }
}
