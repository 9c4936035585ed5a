package bantin.article;

import bantin.json.MergePatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A JSON Merge Patch of an article's content. One with {@code bodyHtml} or {@code bodyMarkdown} replaces the body,
 * and the captions in the new body take precedence over those that its pictures had before.
 */
record ArticlePatch(MergePatch patch, ArticleContent before) {

    /** What the patch is merged into. */
    ArticleContent base() {
        return replacesBody()
                ? before.withBody(
                        null,
                        before.media().stream().map(NewMedia::withoutTexts).toList())
                : before;
    }

    /**
     * Gives pictures that have no caption, credit or alt text in the patch and its body those that they had before.
     *
     * @param merged the {@link #base} with the patch, validated
     */
    ArticleContent complete(ArticleContent merged) {
        if (!replacesBody() || patch.names("media")) {
            return merged;
        }
        var saidBefore = before.media().stream().collect(Collectors.toMap(NewMedia::key, Function.identity()));
        return merged.withBody(
                merged.body(),
                merged.media().stream()
                        .map(use -> use.after(saidBefore.getOrDefault(use.key(), use)))
                        .toList());
    }

    private boolean replacesBody() {
        return patch.names("bodyHtml") || patch.names("bodyMarkdown");
    }
}
