package bantin.article.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The articles of an episode as the server should have them, and what each person should see of them. */
final class DeskModel {

    final Subjects subjects;
    final List<ModelArticle> articles = new ArrayList<>();
    Instant now;

    DeskModel(Subjects subjects, Instant now) {
        this.subjects = subjects;
        this.now = now;
    }

    /** What the step is about; empty if there is no article yet, or for a step that is about none. */
    Optional<ModelArticle> articleOf(Step step) {
        return articles.isEmpty() || step.kind() == Step.Kind.CREATE || step.kind() == Step.Kind.CLOCK
                ? Optional.empty()
                : Optional.of(articles.get(step.article() % articles.size()));
    }

    /** The number of the revision that the step names; null for the latest. */
    Integer revisionOf(Step step, ModelArticle article) {
        return step.revision() == null ? null : 1 + step.revision() % article.revisions.size();
    }

    Instant after(Number seconds) {
        return seconds == null ? null : now.plusSeconds(seconds.longValue());
    }

    /** The properties that a save sends. */
    Map<String, Object> sent(Step step, ModelArticle article) {
        var sent = new LinkedHashMap<String, Object>();
        if (step.kind() == Step.Kind.PUT) {
            sent.put("title", article.latest().content().title());
            sent.put("section", article.latest().content().section());
        }
        step.changes().forEach((property, value) -> sent.put(property, resolved(property, value)));
        return sent;
    }

    private Object resolved(String property, Object value) {
        return switch (property) {
            case "title" -> subjects.title((Integer) value);
            case "slug" -> subjects.slugs().get((Integer) value);
            case "section" -> subjects.sections().get((Integer) value);
            case "tags" ->
                ((List<?>) value)
                        .stream().map(tag -> subjects.tags().get((Integer) tag)).toList();
            default -> after((Number) value);
        };
    }

    /** Changes the articles as the server should. For a new one, the id is set when the server has told it. */
    void apply(Step step) {
        if (step.kind() == Step.Kind.CREATE) {
            create(step);
            return;
        }
        var article = articleOf(step).orElseThrow();
        var person = step.person();
        if (step.kind() == Step.Kind.VIEW) {
            view(article);
            return;
        }
        require(person.hasKey(), 401);
        switch (step.kind()) {
            case PUT, PATCH -> save(step, article);
            case PUBLISH -> publish(step, article);
            case DISCARD -> {
                requireStep(step, article);
                article.discard(now);
            }
            case CORRECT -> {
                requireStep(step, article);
                article.correct(now);
            }
            case RESTORE_REVISION -> {
                article.requireMayEdit(person, now);
                article.requireBasis(step.basis(), true);
                var number = Optional.ofNullable(revisionOf(step, article)).orElse(article.revisions.size());
                requireFree(article.revisions.get(number - 1).slug(), article);
                article.restoreRevision(number, now);
            }
            case UNPUBLISH -> {
                requireStep(step, article);
                article.unpublish(now);
            }
            case WITHDRAW -> {
                requireStep(step, article);
                article.withdraw(DeskClient.REASON, now);
            }
            case RESTORE -> {
                article.requireMayEdit(person, now);
                article.requireBasis(step.basis(), false);
                article.restore(now);
            }
            case TRASH -> {
                article.requireMayEdit(person, now);
                article.requireBasis(step.basis(), false);
                article.trash(now);
            }
            case PURGE -> {
                require(person == Person.ADMIN, 403);
                article.requireMayEdit(person, now);
                article.requireBasis(step.basis(), false);
                article.purge(now);
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private static void require(boolean condition, int status) {
        if (!condition) {
            throw new Refused(status);
        }
    }

    private void requireStep(Step step, ModelArticle article) {
        article.requireEditor(step.person(), now);
        article.requireBasis(step.basis(), false);
    }

    private void create(Step step) {
        require(step.person().hasKey(), 401);
        var sent = sent(step, null);
        var title = (String) sent.get("title");
        var content = new Content(
                title,
                (String) sent.getOrDefault("slug", title.toLowerCase().replace(' ', '-')),
                (String) sent.get("section"),
                tags(sent, List.of()),
                (Instant) sent.get("publishedAt"),
                (Instant) sent.get("expiresAt"));
        require(!step.publishes() || step.person().isEditor(), 403);
        requireFree(content.slug(), null);
        requireWindow(content);
        var article = new ModelArticle(step.person(), now);
        article.create(content, step.publishes(), now);
        articles.add(article);
    }

    @SuppressWarnings("unchecked")
    private static List<String> tags(Map<String, Object> sent, List<String> otherwise) {
        return (List<String>) sent.getOrDefault("tags", otherwise);
    }

    private void save(Step step, ModelArticle article) {
        article.requireMayEdit(step.person(), now);
        require(!step.publishes() || step.person().isEditor(), 403);
        article.requireBasis(step.basis(), true);
        var sent = sent(step, article);
        var before = article.latest().content();
        var isPatch = step.kind() == Step.Kind.PATCH;
        var content = new Content(
                (String) sent.getOrDefault("title", before.title()),
                (String) sent.getOrDefault("slug", before.slug()),
                (String) sent.getOrDefault("section", before.section()),
                tags(sent, isPatch ? before.tags() : List.of()),
                time(sent, "publishedAt", isPatch ? before.publishedAt() : null),
                time(sent, "expiresAt", isPatch ? before.expiresAt() : null));
        if (step.publishes()) {
            article.requirePublishable();
        }
        requireFree(content.slug(), article);
        requireWindow(content);
        article.save(content, step.publishes(), now);
    }

    private static Instant time(Map<String, Object> sent, String property, Instant otherwise) {
        return sent.containsKey(property) ? (Instant) sent.get(property) : otherwise;
    }

    private static void requireWindow(Content content) {
        require(
                content.publishedAt() == null
                        || content.expiresAt() == null
                        || content.expiresAt().isAfter(content.publishedAt()),
                400);
    }

    private void publish(Step step, ModelArticle article) {
        requireStep(step, article);
        var chosen = revisionOf(step, article);
        var number = chosen == null ? article.revisions.size() : chosen;
        if (chosen != null) {
            requireFree(article.revisions.get(number - 1).slug(), article);
        }
        article.publish(number, after(step.publishIn()), step.isNow(), now);
    }

    private void view(ModelArticle article) {
        require(article.status != ModelArticle.Status.withdrawn || article.isPurged, 410);
        require(article.isPublic(now), 404);
        article.views++;
    }

    /** No other article has the slug, and no other working copy has reserved it. */
    private void requireFree(String slug, ModelArticle article) {
        require(
                existing()
                        .filter(other -> other != article)
                        .noneMatch(other -> other.main.content().slug().equals(slug)
                                || other.latest().content().slug().equals(slug)),
                409);
    }

    Stream<ModelArticle> existing() {
        return articles.stream().filter(article -> !article.isPurged);
    }

    /** What readers see, in order of the list by default. */
    List<ModelArticle> published() {
        return existing()
                .filter(article -> article.isPublic(now))
                .sorted(byMain(Content::publishedAt).reversed())
                .toList();
    }

    private static Comparator<ModelArticle> byMain(java.util.function.Function<Content, Instant> time) {
        return Comparator.comparing((ModelArticle article) -> time.apply(article.main.content()))
                .thenComparing(article -> article.id);
    }

    /** What lists with {@code version=draft} show. */
    List<ModelArticle> workedOn(Person person) {
        Comparator<ModelArticle> byTime = Comparator.comparing(
                article -> Objects.requireNonNullElse(article.latest().content().publishedAt(), article.createdAt));
        return existing()
                .filter(article -> article.mayWorkOn(person) && article.status != ModelArticle.Status.trashed)
                .sorted(byTime.thenComparing(article -> article.id).reversed())
                .toList();
    }

    /** An article that has a slug or was public at it. */
    record SlugMatch(ModelArticle article, boolean isFormer) {}

    /**
     * What a person gets for a slug; empty for a 404. The article may be withdrawn. Readers are told of that only at
     * slugs at which it was public.
     */
    Optional<SlugMatch> bySlug(String slug, Person person) {
        var present = existing()
                .filter(article -> article.main.content().slug().equals(slug))
                .map(article -> new SlugMatch(article, false));
        return Stream.concat(present, former(slug))
                .filter(match -> match.article.maySee(person, now) || isToldOfWithdrawal(match.article, slug))
                .sorted(Comparator.comparing(match -> !match.article.maySee(person, now)))
                .findFirst();
    }

    private static boolean isToldOfWithdrawal(ModelArticle article, String slug) {
        return article.status == ModelArticle.Status.withdrawn && article.formerSlugs.containsKey(slug);
    }

    /** As {@link #bySlug}, for the latest revisions. */
    Optional<SlugMatch> bySlugOfLatest(String slug, Person person) {
        var present = existing()
                .filter(article -> article.latest().content().slug().equals(slug))
                .map(article -> new SlugMatch(article, false));
        var live = existing()
                .filter(article -> article.main.content().slug().equals(slug))
                .map(article -> new SlugMatch(article, true));
        return Stream.of(present, live, former(slug))
                .flatMap(matches -> matches)
                .filter(match -> match.article.mayWorkOn(person))
                .findFirst();
    }

    private Stream<SlugMatch> former(String slug) {
        return existing()
                .filter(article -> article.formerSlugs.containsKey(slug))
                .sorted(Comparator.<ModelArticle, Instant>comparing(article -> article.formerSlugs.get(slug))
                        .reversed())
                .map(article -> new SlugMatch(article, true));
    }
}
