package bantin.article;

import bantin.body.Body;
import bantin.body.FoundPicture;
import bantin.body.HtmlReader;
import bantin.body.ImportedBody;
import bantin.body.LostNodes;
import bantin.body.MarkdownReader;
import bantin.media.MediaAsset;
import bantin.problem.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a body in HTML or Markdown into Portable Text, and puts the pictures that are found in it among the media. */
final class BodyImport {

    private static final int MAX_WARNINGS = 100;

    private final ArticleContent content;
    private final String at;
    private final Violations violations;

    private BodyImport(ArticleContent content, String at, Violations violations) {
        this.content = content;
        this.at = at;
        this.violations = violations;
    }

    /** @param at the JSON pointer of the body, for violations */
    static ArticleContent of(ArticleContent content, String at, Violations violations) {
        return new BodyImport(content, at, violations).imported();
    }

    /**
     * Adds a warning for each type of custom nodes that the article loses because HTML or Markdown replaces its body.
     *
     * @param stored the body before
     * @param names whether the request has a property
     */
    static ArticleContent warnOfLostNodes(ArticleContent content, Body stored, Predicate<String> names) {
        var at = names.test("bodyHtml") ? "/bodyHtml" : names.test("bodyMarkdown") ? "/bodyMarkdown" : null;
        if (at == null) {
            return content;
        }
        var lost = LostNodes.warnings(stored, Body.of(content.body())).stream()
                .map(warning -> ContentWarning.of(warning, at));
        var warnings = Stream.concat(lost, content.warnings().stream())
                .limit(MAX_WARNINGS)
                .toList();
        return content.imported(content.body(), content.media(), warnings);
    }

    private ArticleContent imported() {
        var urls = urlsByKey();
        var imported = read(urls);
        imported.unusable()
                .forEach(url -> violations.at(at, "unusable-picture", "has a picture without a usable URL: " + url));
        imported.pictures().forEach(found -> refuseContradiction(found, urls));
        var allMedia = withFound(imported.pictures());
        allMedia.stream()
                .map(NewMedia::excess)
                .filter(Objects::nonNull)
                .forEach(excess -> violations.at(at, "size", excess));
        if (allMedia.size() > ArticleContent.MAX_MEDIA) {
            violations.at(at, "size", "must have at most 200 pictures, those in 'media' included");
        }
        var warnings = imported.warnings().stream()
                .map(warning -> ContentWarning.of(warning, at))
                .toList();
        return content.imported(imported.body().toJson(), allMedia, warnings);
    }

    /** The URLs of the media in the content; null for an unknown asset. */
    private Map<String, String> urlsByKey() {
        var known = MediaAsset.urlsOf(content.media().stream()
                .filter(use -> use.asset().url() == null)
                .map(use -> use.asset().id())
                .collect(Collectors.toSet()));
        var urls = new HashMap<String, String>();
        content.media()
                .forEach(use -> urls.put(
                        use.key(),
                        use.asset().url() != null
                                ? use.asset().url()
                                : known.get(use.asset().id())));
        return urls;
    }

    private ImportedBody read(Map<String, String> urlsByKey) {
        var keysByUrl = new HashMap<String, String>();
        content.media().forEach(use -> keysByUrl.putIfAbsent(urlsByKey.get(use.key()), use.key()));
        keysByUrl.remove(null);
        return content.bodyHtml() != null
                ? HtmlReader.read(content.bodyHtml(), keysByUrl)
                : MarkdownReader.read(content.bodyMarkdown(), keysByUrl);
    }

    private void refuseContradiction(FoundPicture found, Map<String, String> urlsByKey) {
        if (urlsByKey.containsKey(found.key()) && !found.url().equals(urlsByKey.get(found.key()))) {
            violations.at(
                    at,
                    "contradiction",
                    "uses the key '" + found.key() + "' for " + found.url()
                            + ", but in 'media' this key has another asset");
        }
    }

    /**
     * The media in the content, with texts of the body where they have none, followed by the pictures found only there.
     */
    private List<NewMedia> withFound(List<FoundPicture> pictures) {
        Map<String, NewMedia> byKey = new LinkedHashMap<>();
        content.media().forEach(use -> byKey.put(use.key(), use));
        pictures.forEach(found -> byKey.merge(found.key(), NewMedia.of(found), NewMedia::orElse));
        return new ArrayList<>(byKey.values());
    }
}
