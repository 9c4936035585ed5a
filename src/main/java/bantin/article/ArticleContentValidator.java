package bantin.article;

import bantin.body.Body;
import bantin.problem.Violations;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the checks that constraint annotations on {@link ArticleContent} cannot express, and converts the body. */
final class ArticleContentValidator {

    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final ArticleContent content;
    private final Violations violations;

    ArticleContentValidator(ArticleContent content, Violations violations) {
        this.content = content;
        this.violations = violations;
    }

    /** The content with its body in Portable Text. */
    ArticleContent validate() {
        checkLocale();
        checkTags();
        checkBylines();
        checkMedia();
        var read = withCheckedBody();
        if (!violations.list().isEmpty()) {
            References.find(content).check(content, violations);
        }
        return read;
    }

    private void checkLocale() {
        var locale = content.locale();
        var canonical = locale == null ? null : Locale.forLanguageTag(locale).toLanguageTag();
        if (locale != null && !violations.isWithin("/locale") && !canonical.equals(locale)) {
            violations.at("/locale", "pattern", "must be in canonical form: " + canonical);
        }
    }

    private void checkTags() {
        var seen = new HashSet<String>();
        for (int i = 0; i < content.tags().size(); i++) {
            var tag = content.tags().get(i);
            if (tag != null && !seen.add(tag)) {
                violations.at("/tags/" + i, "duplicate", "occurs more than once");
            }
        }
    }

    private void checkBylines() {
        for (int i = 0; i < content.bylines().size(); i++) {
            var byline = content.bylines().get(i);
            if (byline == null || violations.isWithin("/bylines/" + i)) {
                continue;
            }
            if (byline.name() != null && byline.name().isBlank()) {
                violations.at("/bylines/" + i + "/name", "required", "must not be blank");
            } else if (byline.contributor() == null && byline.name() == null) {
                violations.at("/bylines/" + i, "required", "must have 'contributor', 'name', or both");
            }
        }
    }

    private void checkMedia() {
        var seen = new HashSet<String>();
        for (int i = 0; i < content.media().size(); i++) {
            var use = content.media().get(i);
            if (use == null) {
                continue;
            }
            if (use.key() != null && !seen.add(use.key())) {
                violations.at("/media/" + i + "/key", "duplicate", "must be unique within 'media'");
            }
            var wanted = use.asset();
            var at = "/media/" + i + "/asset";
            if (wanted != null && !violations.isWithin(at) && wanted.id() == null && wanted.url() == null) {
                violations.at(at, "required", "must have 'id' or 'url'");
            }
        }
    }

    private ArticleContent withCheckedBody() {
        var given = Stream.of("/body", "/bodyHtml", "/bodyMarkdown")
                .filter(at -> violations.isWithin(at) || valueAt(at) != null)
                .toList();
        if (given.isEmpty()) {
            violations.at("/body", "required", "one of 'body', 'bodyHtml' and 'bodyMarkdown' is required");
        }
        given.stream()
                .skip(1)
                .forEach(at ->
                        violations.at(at, "exclusive", "only one of 'body', 'bodyHtml' and 'bodyMarkdown' is allowed"));
        for (var at : given) {
            if (valueAt(at) != null && isTooLarge(valueAt(at))) {
                violations.at(at, "size", "must be at most 1 MiB");
                return content;
            }
        }
        if (content.body() != null) {
            checkPortableText();
            return content;
        }
        var isReadable = given.size() == 1 && valueAt(given.get(0)) != null && !violations.isWithin("/media");
        return isReadable ? imported(given.get(0)) : content;
    }

    private Object valueAt(String pointer) {
        return switch (pointer) {
            case "/body" -> content.body();
            case "/bodyHtml" -> content.bodyHtml();
            default -> content.bodyMarkdown();
        };
    }

    private static boolean isTooLarge(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES;
    }

    private void checkPortableText() {
        var body = content.body();
        Body.parse(body, (pointer, code, message) -> violations.at("/body" + pointer, code, message));
        if (violations.isWithin("/media") || !body.isArray()) {
            return;
        }
        var keys = content.media().stream().map(NewMedia::key).collect(Collectors.toSet());
        for (int i = 0; i < body.size(); i++) {
            var node = body.get(i);
            var type = node.path("_type").asText();
            // a video or audio node with further properties may be a custom node type
            var isUse = type.equals("image") || (List.of("video", "audio").contains(type) && node.size() == 2);
            if (isUse
                    && node.path("_key").isTextual()
                    && !keys.contains(node.path("_key").asText())) {
                violations.at("/body/" + i + "/_key", "unknown-reference", "must be the 'key' of an entry of 'media'");
            }
        }
    }

    private ArticleContent imported(String at) {
        var imported = BodyImport.of(content, at, violations);
        if (isTooLarge(imported.body())) {
            violations.at(at, "size", "must be at most 1 MiB when converted to Portable Text");
        }
        return imported;
    }
}
