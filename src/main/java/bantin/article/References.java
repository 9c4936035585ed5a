package bantin.article;

import bantin.contributor.Contributor;
import bantin.media.MediaAsset;
import bantin.media.MediaKind;
import bantin.problem.Violations;
import bantin.section.Section;
import bantin.tag.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sections, tags, contributors and assets that a content refers to by slug, id or URL. Each kind is looked up once
 * per write, in one statement. References that the article already has are not looked up again.
 */
final class References {

    private final Map<String, Section> sections = new HashMap<>();
    private final Map<String, Tag> tags = new HashMap<>();
    private final Map<String, Contributor> contributors = new HashMap<>();
    private final Map<Long, MediaAsset> assets = new HashMap<>();
    private final Map<String, MediaAsset> assetsByUrl = new HashMap<>();

    private References() {}

    /** The references of a content without an article. */
    static References find(ArticleContent content) {
        var found = new References();
        found.add(content);
        return found;
    }

    /** The references of the next content of an article that is in the session. */
    static References find(ArticleContent content, Article article) {
        var found = new References();
        found.addThoseOf(article);
        found.add(content);
        return found;
    }

    private void addThoseOf(Article article) {
        Stream.ofNullable(article.section).forEach(section -> sections.put(section.slug, section));
        article.tags.forEach(tag -> tags.put(tag.slug, tag));
        article.bylines.stream()
                .map(byline -> byline.contributor)
                .filter(Objects::nonNull)
                .forEach(contributor -> contributors.put(contributor.slug, contributor));
        article.media.forEach(use -> add(use.asset));
    }

    private void add(MediaAsset asset) {
        assets.put(asset.id, asset);
        assetsByUrl.put(asset.url, asset);
    }

    private void add(ArticleContent content) {
        missing(Stream.ofNullable(content.section()), sections)
                .forEach(slug -> Section.findWithAncestors(slug).ifPresent(section -> sections.put(slug, section)));
        Tag.findBySlugs(missing(content.tags().stream(), tags)).forEach(tag -> tags.put(tag.slug, tag));
        var credited = content.bylines().stream().filter(Objects::nonNull).map(NewByline::contributor);
        Contributor.findBySlugs(missing(credited, contributors))
                .forEach(contributor -> contributors.put(contributor.slug, contributor));
        var wanted = content.media().stream()
                .filter(use -> use != null && use.asset() != null)
                .map(NewMedia::asset)
                .toList();
        var ids = missing(wanted.stream().map(NewMedia.WantedAsset::id), assets);
        var urls = missing(
                wanted.stream().filter(asset -> asset.id() == null).map(NewMedia.WantedAsset::url), assetsByUrl);
        MediaAsset.findAll(ids, urls).forEach(this::add);
    }

    private static <K> Collection<K> missing(Stream<K> wanted, Map<K, ?> known) {
        return wanted.filter(key -> key != null && !known.containsKey(key)).collect(Collectors.toSet());
    }

    /** Adds a violation for each reference to something that does not exist. */
    void check(ArticleContent content, Violations violations) {
        var section = content.section();
        if (section != null && !section.isBlank() && !sections.containsKey(section)) {
            violations.at(
                    "/section",
                    "unknown-reference",
                    "no section has the slug '" + section + "'; list sections with GET /api/v1/sections");
        }
        for (int i = 0; i < content.tags().size(); i++) {
            checkKnown(
                    "/tags/" + i,
                    content.tags().get(i),
                    tags,
                    "no tag has the slug '%s'; create it with POST /api/v1/tags",
                    violations);
        }
        for (int i = 0; i < content.bylines().size(); i++) {
            var slug = Optional.ofNullable(content.bylines().get(i))
                    .map(NewByline::contributor)
                    .orElse(null);
            checkKnown(
                    "/bylines/" + i + "/contributor",
                    slug,
                    contributors,
                    "no contributor has the slug '%s'; to credit a name without a contributor, use 'name'",
                    violations);
        }
        for (int i = 0; i < content.media().size(); i++) {
            var use = content.media().get(i);
            if (use != null && use.asset() != null && use.asset().id() != null) {
                check("/media/" + i + "/asset", use.asset(), violations);
            }
        }
    }

    private static void checkKnown(
            String at, String slug, Map<String, ?> known, String message, Violations violations) {
        if (slug != null && !known.containsKey(slug)) {
            violations.at(at, "unknown-reference", message.formatted(slug));
        }
    }

    private void check(String at, NewMedia.WantedAsset wanted, Violations violations) {
        var asset = assets.get(wanted.id());
        if (asset == null) {
            violations.at(at + "/id", "unknown-reference", "no media asset has the id " + wanted.id());
        } else if (wanted.url() != null && !wanted.url().equals(asset.url)) {
            violations.at(at + "/url", "contradiction", "is not the URL of the media asset " + wanted.id());
        }
    }

    Section section(ArticleContent content) {
        return sections.get(content.section());
    }

    List<Tag> tags(ArticleContent content) {
        return content.tags().stream().map(tags::get).toList();
    }

    /** Null for a name without a contributor. */
    Contributor contributor(NewByline credit) {
        return contributors.get(credit.contributor());
    }

    MediaAsset asset(NewMedia use) {
        return use.asset().id() != null
                ? assets.get(use.asset().id())
                : assetsByUrl.get(use.asset().url());
    }

    /** Creates the assets whose URLs are new. */
    void createAssets(ArticleContent content, Instant now) {
        var kinds = new HashMap<String, MediaKind>();
        content.media().stream()
                .map(NewMedia::asset)
                .filter(asset -> asset.id() == null && !assetsByUrl.containsKey(asset.url()))
                .forEach(asset -> kinds.putIfAbsent(asset.url(), asset.kind()));
        MediaAsset.findOrCreate(kinds, now).forEach(this::add);
    }
}
