package bantin.article;

import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import bantin.problem.Violations;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The content of an article: what is created, replaced and patched, and stored as a revision. */
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

    static final int MAX_MEDIA = 200;

    private static final ArticleContent NONE = new ArticleContent(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

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

    ArticleContent withBody(JsonNode otherBody, List<NewMedia> otherMedia) {
        return with(section, tags, bylines, otherMedia, otherBody, publishedAt, expiresAt, warnings);
    }

    /** With the Portable Text that was made of HTML or Markdown, and the pictures that were found there. */
    ArticleContent imported(JsonNode portableText, List<NewMedia> allMedia, List<ContentWarning> allWarnings) {
        return with(section, tags, bylines, allMedia, portableText, publishedAt, expiresAt, allWarnings);
    }

    ArticleContent withReferences(String otherSection, List<String> otherTags, List<NewByline> otherBylines) {
        return with(otherSection, otherTags, otherBylines, media, body, publishedAt, expiresAt, warnings);
    }

    ArticleContent publishedOn(Instant otherTime, Instant otherEnd) {
        return with(section, tags, bylines, media, body, otherTime, otherEnd, warnings);
    }

    /** Whether readers see the same content. The publication window does not count. */
    boolean saysTheSameAs(ArticleContent other) {
        return publishedOn(null, null).equals(other.publishedOn(null, null));
    }

    /** The stored properties by name, in order; the value is null where the content has none. */
    Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("title", title);
        properties.put("lead", lead);
        properties.put("section", section);
        properties.put("tags", tags);
        properties.put("locale", locale);
        properties.put("slug", slug);
        properties.put("bylines", bylines);
        properties.put("bylineText", bylineText);
        properties.put("media", media);
        properties.put("body", body);
        properties.put("publishedAt", publishedAt);
        properties.put("expiresAt", expiresAt);
        return properties;
    }

    /**
     * The names of the properties whose values differ.
     *
     * @param former null for none: then the names of the properties that this content has
     */
    List<String> changedFrom(ArticleContent former) {
        var before = (former == null ? NONE : former).properties();
        return properties().entrySet().stream()
                .filter(property -> !Objects.equals(property.getValue(), before.get(property.getKey())))
                .map(Map.Entry::getKey)
                .toList();
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
     * Converts the body to Portable Text, and adds the pictures of HTML or Markdown to the media. References are looked
     * up when the content is saved; here only if there are violations, so that one response reports everything.
     */
    @Override
    public ArticleContent validate(Violations violations) {
        return new ArticleContentValidator(this, violations).validate();
    }
}
