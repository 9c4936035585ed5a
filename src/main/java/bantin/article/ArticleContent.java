package bantin.article;

import bantin.body.Body;
import bantin.body.FoundPicture;
import bantin.body.HtmlReader;
import bantin.body.ImportedBody;
import bantin.body.LostNodes;
import bantin.body.MarkdownReader;
import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import bantin.json.MergePatch;
import bantin.media.MediaAsset;
import bantin.problem.Violations;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything of an article that a writer writes: what is created, replaced, patched, and kept as a revision. */
@Schema(description = "The content of an article. Exactly one of `body`, `bodyHtml` and `bodyMarkdown` is required.")
public record ArticleContent(
        @NotBlank @Size(max = 300) @Schema(examples = "Thành phố họp trực tuyến với các xã về xây dựng nông thôn mới")
        String title,

        @Size(max = 2000) @Schema(description = "The standfirst, the paragraph above the body (sapo)")
        String lead,

        @NotBlank @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Slug of the article's section", examples = "tin-tuc-thanh-pho")
        String section,

        @Size(max = 100) @Schema(description = "Slugs of existing tags", examples = "[\"nong-thon-moi\"]")
        List<@NotNull @Size(max = Slugs.MAX_LENGTH) String> tags,

        @Pattern(regexp = LOCALE_PATTERN, message = LOCALE_MESSAGE) @Size(max = MAX_LOCALE) @Schema(
                description = "BCP 47 language tag. Default: the site's locale; in a replacement, the current value.",
                examples = "vi")
        String locale,

        @Pattern(regexp = Slugs.PATTERN, message = Slugs.MESSAGE) @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Default: made from the title; in a replacement, the current value")
        String slug,

        @Size(max = 50) List<@NotNull @Valid NewByline> bylines,

        @Size(max = 1000) @Schema(
                description = "The byline exactly as printed. Default: the names in `bylines`, joined.",
                examples = "Minh An- Thu Hà")
        String bylineText,

        @Size(max = MAX_MEDIA) List<@NotNull @Valid NewMedia> media,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = PortableTextNode.class,
                examples = PortableTextExample.JSON,
                description =
                        "The body as Portable Text. The `_key` of an `image`, `video` or `audio` node is the `key` of "
                                + "an entry of `media`. Custom node types are allowed.")
        JsonNode body,

        @Schema(
                description = "The body as HTML. The server sanitizes it, converts it to Portable Text, and adds its "
                        + "pictures to `media`.")
        String bodyHtml,

        @Schema(
                description =
                        "The body as CommonMark with GFM tables. The server converts it to Portable Text, and adds its "
                                + "pictures to `media`.")
        String bodyMarkdown,

        @Schema(
                description = "The time of publication, in the past or the future. It takes effect when the article is "
                        + "published. Default in a replacement of a published article: the current value.",
                examples = "2021-10-11T07:28:00+07:00")
        Instant publishedAt,

        @Schema(
                description = "The time at which the article stops being public; must be later than `publishedAt`. If "
                        + "absent, the article stays public.")
        Instant expiresAt,

        @JsonIgnore @Schema(hidden = true) List<ContentWarning> warnings)
        implements JsonPayload {

    public static final String LOCALE_PATTERN = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
    public static final String LOCALE_MESSAGE = "must be a BCP 47 language tag, such as vi or en-GB";
    public static final int MAX_LOCALE = 35;

    private static final int MAX_MEDIA = 200;
    private static final int MAX_WARNINGS = 100;
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    public ArticleContent {
        tags = orEmpty(tags);
        bylines = orEmpty(bylines);
        media = orEmpty(media);
        warnings = orEmpty(warnings);
        body = body == null || body.isNull() ? null : body;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    static ArticleContent of(Article article) {
        return new ArticleContent(
                article.title,
                article.lead,
                article.section.slug,
                article.tags.stream().map(tag -> tag.slug).toList(),
                article.locale,
                article.slug,
                article.bylines.stream().map(NewByline::of).toList(),
                article.bylineText,
                article.media.stream().map(NewMedia::of).toList(),
                article.body.toJson(),
                null,
                null,
                article.publishedAt,
                article.expiresAt,
                List.of());
    }

    /**
     * What a patch is merged into. One with another form of the body replaces the body, whatever form that had, and what
     * the new body says of its pictures counts more than what was said of them before.
     */
    ArticleContent forPatch(MergePatch patch) {
        return replacesBody(patch)
                ? withBody(null, media.stream().map(NewMedia::withoutTexts).toList())
                : this;
    }

    /** After such a patch: pictures of which neither it nor its body says anything keep what was said of them. */
    ArticleContent afterPatch(MergePatch patch, ArticleContent before) {
        if (!replacesBody(patch) || patch.names("media")) {
            return this;
        }
        var saidBefore = before.media.stream().collect(Collectors.toMap(NewMedia::key, Function.identity()));
        return withBody(
                body,
                media.stream()
                        .map(use -> use.after(saidBefore.getOrDefault(use.key(), use)))
                        .toList());
    }

    private static boolean replacesBody(MergePatch patch) {
        return patch.names("bodyHtml") || patch.names("bodyMarkdown");
    }

    /**
     * With warnings of the custom nodes that the article loses because its body is replaced by HTML or Markdown.
     *
     * @param names whether the request has a property
     */
    ArticleContent warningOfLostNodes(Body stored, Predicate<String> names) {
        var at = names.test("bodyHtml") ? "/bodyHtml" : names.test("bodyMarkdown") ? "/bodyMarkdown" : null;
        if (at == null) {
            return this;
        }
        var lost = LostNodes.warnings(stored, Body.of(body)).stream().map(warning -> ContentWarning.of(warning, at));
        var allWarnings =
                Stream.concat(lost, warnings.stream()).limit(MAX_WARNINGS).toList();
        return with(section, tags, bylines, media, body, publishedAt, expiresAt, allWarnings);
    }

    private ArticleContent withBody(JsonNode otherBody, List<NewMedia> otherMedia) {
        return with(section, tags, bylines, otherMedia, otherBody, publishedAt, expiresAt, warnings);
    }

    ArticleContent withReferences(String otherSection, List<String> otherTags, List<NewByline> otherBylines) {
        return with(otherSection, otherTags, otherBylines, media, body, publishedAt, expiresAt, warnings);
    }

    ArticleContent publishedOn(Instant otherTime, Instant otherEnd) {
        return with(section, tags, bylines, media, body, otherTime, otherEnd, warnings);
    }

    /** Whether readers are told the same; from when to when does not matter. */
    boolean saysTheSameAs(ArticleContent other) {
        return publishedOn(null, null).equals(other.publishedOn(null, null));
    }

    /** With a body in Portable Text, or none yet. */
    private ArticleContent with(
            String section,
            List<String> tags,
            List<NewByline> bylines,
            List<NewMedia> media,
            JsonNode body,
            Instant publishedAt,
            Instant expiresAt,
            List<ContentWarning> warnings) {
        return new ArticleContent(
                title,
                lead,
                section,
                tags,
                locale,
                slug,
                bylines,
                bylineText,
                media,
                body,
                null,
                null,
                publishedAt,
                expiresAt,
                warnings);
    }

    /**
     * With the body in Portable Text, and the pictures that were found in HTML or Markdown among the media. References are
     * looked up when the content is saved; here only if it will not be, so that one answer tells everything.
     */
    @Override
    public ArticleContent validate(Violations violations) {
        var canonical = locale == null ? null : Locale.forLanguageTag(locale).toLanguageTag();
        if (locale != null && !violations.isWithin("/locale") && !canonical.equals(locale)) {
            violations.at("/locale", "pattern", "must be in canonical form: " + canonical);
        }
        checkTags(violations);
        checkBylines(violations);
        checkMedia(violations);
        var read = withCheckedBody(violations);
        if (!violations.list().isEmpty()) {
            References.find(this).check(this, violations);
        }
        return read;
    }

    private void checkTags(Violations violations) {
        var seen = new HashSet<String>();
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i) != null && !seen.add(tags.get(i))) {
                violations.at("/tags/" + i, "duplicate", "occurs more than once");
            }
        }
    }

    private void checkBylines(Violations violations) {
        for (int i = 0; i < bylines.size(); i++) {
            var byline = bylines.get(i);
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

    private void checkMedia(Violations violations) {
        var seen = new HashSet<String>();
        for (int i = 0; i < media.size(); i++) {
            var use = media.get(i);
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

    private ArticleContent withCheckedBody(Violations violations) {
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
                return this;
            }
        }
        if (body != null) {
            checkPortableText(violations);
            return this;
        }
        var isReadable = given.size() == 1 && valueAt(given.get(0)) != null && !violations.isWithin("/media");
        return isReadable ? imported(given.get(0), violations) : this;
    }

    private Object valueAt(String pointer) {
        return switch (pointer) {
            case "/body" -> body;
            case "/bodyHtml" -> bodyHtml;
            default -> bodyMarkdown;
        };
    }

    private void checkPortableText(Violations violations) {
        Body.parse(body, (pointer, code, message) -> violations.at("/body" + pointer, code, message));
        if (violations.isWithin("/media") || !body.isArray()) {
            return;
        }
        var keys = media.stream().map(NewMedia::key).collect(Collectors.toSet());
        for (int i = 0; i < body.size(); i++) {
            var node = body.get(i);
            var type = node.path("_type").asText();
            // a video or sound with properties of its own may be the writer's own kind of node
            var isUse = type.equals("image") || (List.of("video", "audio").contains(type) && node.size() == 2);
            if (isUse
                    && node.path("_key").isTextual()
                    && !keys.contains(node.path("_key").asText())) {
                violations.at("/body/" + i + "/_key", "unknown-reference", "must be the 'key' of an entry of 'media'");
            }
        }
    }

    private ArticleContent imported(String at, Violations violations) {
        var urls = urlsByKey();
        var imported = read(urls);
        imported.unusable()
                .forEach(url -> violations.at(at, "unusable-picture", "has a picture without a usable URL: " + url));
        for (var found : imported.pictures()) {
            if (urls.containsKey(found.key()) && !found.url().equals(urls.get(found.key()))) {
                violations.at(
                        at,
                        "contradiction",
                        "uses the key '" + found.key() + "' for " + found.url()
                                + ", but in 'media' this key has another asset");
            }
        }
        var allMedia = withFound(imported.pictures());
        allMedia.stream()
                .map(NewMedia::excess)
                .filter(Objects::nonNull)
                .forEach(excess -> violations.at(at, "size", excess));
        if (allMedia.size() > MAX_MEDIA) {
            violations.at(at, "size", "must have at most 200 pictures, those in 'media' included");
        }
        var portableText = imported.body().toJson();
        if (isTooLarge(portableText)) {
            violations.at(at, "size", "must be at most 1 MiB when converted to Portable Text");
        }
        var allWarnings = imported.warnings().stream()
                .map(warning -> ContentWarning.of(warning, at))
                .toList();
        return with(section, tags, bylines, allMedia, portableText, publishedAt, expiresAt, allWarnings);
    }

    private static boolean isTooLarge(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES;
    }

    private ImportedBody read(Map<String, String> urlsByKey) {
        var keysByUrl = new HashMap<String, String>();
        media.forEach(use -> keysByUrl.putIfAbsent(urlsByKey.get(use.key()), use.key()));
        keysByUrl.remove(null);
        return bodyHtml != null ? HtmlReader.read(bodyHtml, keysByUrl) : MarkdownReader.read(bodyMarkdown, keysByUrl);
    }

    /** The addresses of the media that are listed; null for an asset that is not known. */
    private Map<String, String> urlsByKey() {
        var known = MediaAsset.urlsOf(media.stream()
                .filter(use -> use.asset().url() == null)
                .map(use -> use.asset().id())
                .collect(Collectors.toSet()));
        var urls = new HashMap<String, String>();
        media.forEach(use -> urls.put(
                use.key(),
                use.asset().url() != null
                        ? use.asset().url()
                        : known.get(use.asset().id())));
        return urls;
    }

    /** The media that are listed, with the texts found where they have none, and behind them those found only. */
    private List<NewMedia> withFound(List<FoundPicture> pictures) {
        Map<String, NewMedia> byKey = new LinkedHashMap<>();
        media.forEach(use -> byKey.put(use.key(), use));
        pictures.forEach(found -> byKey.merge(found.key(), NewMedia.of(found), NewMedia::orElse));
        return new ArrayList<>(byKey.values());
    }
}
