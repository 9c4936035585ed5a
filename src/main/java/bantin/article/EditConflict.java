package bantin.article;

import bantin.body.Body;
import bantin.http.IfMatch;
import bantin.problem.FieldConflict;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An edit that is based on an outdated version of an article. The writer is told, for each property of the content,
 * what it had, what the article has now, and what the edit asks for, so that it can merge the edit (three-way merge).
 */
final class EditConflict {

    private final ArticleContent current;
    private final ArticleContent base;
    private final ArticleContent wanted;
    private final boolean isPublished;

    private EditConflict(Article article, Article then, ArticleContent wanted) {
        this.current = ArticleContent.of(article.latest());
        this.base = ArticleContent.of(then);
        this.wanted = wanted;
        this.isPublished = article.status == ArticleStatus.published;
    }

    /**
     * @param edit the content that the request makes of an article: of the present one, or of what it was before
     * @throws ProblemException as {@link Article#requireLatest}; a 412 has {@code conflicts}, unless the content of the
     *     version in {@code If-Match} is not known any more, or the edit is not valid
     */
    static void requireLatest(String ifMatch, Article article, Function<Article, ArticleContent> edit) {
        try {
            article.requireLatest(ifMatch);
        } catch (ProblemException refusal) {
            throw refusal.type() == ProblemType.VERSION_CONFLICT
                    ? conflicts(ifMatch, article, edit)
                            .map(conflicts -> refusal.with("conflicts", conflicts))
                            .orElse(refusal)
                    : refusal;
        }
    }

    private static Optional<List<FieldConflict>> conflicts(
            String ifMatch, Article article, Function<Article, ArticleContent> edit) {
        var version = IfMatch.version(ifMatch);
        if (version.isEmpty() || version.getAsInt() > article.version) {
            return Optional.empty();
        }
        try {
            return base(article, version.getAsInt())
                    .map(article::at)
                    .map(then -> new EditConflict(article, then, edit.apply(then)).fields());
        } catch (ProblemException incomplete) {
            return Optional.empty();
        }
    }

    /**
     * The revision that a client has read at a version. If readers got another revision than the latest one, each had
     * a version of its own; the first of them is kept only as long as it is the present one.
     */
    private static Optional<Revision> base(Article article, int version) {
        if (article.liveRevision != null && version == article.shownVersion()) {
            return Optional.of(Revision.require(article, article.liveRevision));
        }
        return Revision.findAtVersion(article, version)
                .filter(saved -> saved.version == version || ArticleHistory.hasOneVersionEach(article));
    }

    private List<FieldConflict> fields() {
        var before = base.properties();
        var now = current.properties();
        var conflicts = new ArrayList<FieldConflict>();
        wantedProperties().forEach((name, value) -> {
            var isWanted = !Objects.equals(value, before.get(name));
            var isChanged = !Objects.equals(now.get(name), before.get(name));
            if (isWanted || isChanged) {
                conflicts.add(new FieldConflict(
                        name,
                        before.get(name),
                        now.get(name),
                        value,
                        isWanted && isChanged && !Objects.equals(value, now.get(name))));
            }
        });
        return conflicts;
    }

    /** As they would be stored, so that they can be compared. */
    private Map<String, Object> wantedProperties() {
        var properties = wanted.properties();
        properties.computeIfAbsent("locale", name -> base.locale());
        properties.computeIfAbsent("slug", name -> base.slug());
        properties.computeIfAbsent("publishedAt", name -> isPublished ? base.publishedAt() : null);
        properties.computeIfPresent(
                "body", (name, body) -> Body.of((JsonNode) body).toJson());
        properties.put(
                "media", wanted.media().stream().map(this::withKnownAsset).toList());
        return properties;
    }

    /** With the id and the URL of the asset, of which the request may have only one. */
    private NewMedia withKnownAsset(NewMedia use) {
        var asset = use.asset();
        return Stream.concat(base.media().stream(), current.media().stream())
                .map(NewMedia::asset)
                .filter(known -> asset.id() != null
                        ? asset.id().equals(known.id())
                        : known.url().equals(asset.url()))
                .findFirst()
                .map(use::of)
                .orElse(use);
    }
}
