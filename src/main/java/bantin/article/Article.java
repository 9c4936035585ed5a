package bantin.article;

import bantin.body.Body;
import bantin.contributor.Contributor;
import bantin.entity.Slugs;
import bantin.entity.VersionedEntity;
import bantin.media.MediaAsset;
import bantin.problem.Faults;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import bantin.section.Section;
import bantin.tag.Tag;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A story: its content, the life it leads, and who wrote it. Content changes by {@link #revise}, which appends a
 * {@link Revision}; its life by {@link #publish}, {@link #unpublish}, {@link #withdraw}, {@link #trash} and
 * {@link #restore}.
 */
@Entity
public class Article extends VersionedEntity {

    /** The number of the latest revision. */
    public int revision;

    @Enumerated(EnumType.STRING)
    public ArticleStatus status = ArticleStatus.draft;

    /** What it was before it came into the trash; null elsewhere. */
    @Enumerated(EnumType.STRING)
    public ArticleStatus trashedFrom;

    public String locale;

    public String slug;

    public String title;

    public String lead;

    @ManyToOne(fetch = FetchType.LAZY)
    public Section section;

    @ManyToMany
    @JoinTable(
            name = "article_tag",
            joinColumns = @JoinColumn(name = "article_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    @OrderColumn(name = "position")
    public List<Tag> tags = new ArrayList<>();

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    public List<Byline> bylines = new ArrayList<>();

    /** As printed; null where it is joined from the bylines. */
    public String bylineText;

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    public List<MediaCaption> media = new ArrayList<>();

    @Mutability(Immutability.class)
    public Body body;

    /** Of a draft: when its writer wants it to be published. */
    public Instant publishedAt;

    /** Until when it is public, once it is published; null where it stays. */
    public Instant expiresAt;

    public String withdrawnReason;

    /** The key that created it; an author may only change what is its own. */
    public Long ownerId;

    protected Article() {}

    /** @param siteLocale what the article speaks unless its content says otherwise */
    public Article(ArticleContent content, String siteLocale, Long keyId, Instant now) {
        super(now);
        this.locale = siteLocale;
        this.ownerId = keyId;
        revise(content, keyId, now);
    }

    /**
     * Takes new content, and keeps it as the next revision too.
     *
     * @throws Refusal the slug is taken, or something that the content refers to is gone
     */
    public void revise(ArticleContent content, Long keyId, Instant now) {
        // Every question to the database comes before the first change: a query would write what has changed so far,
        // and one save would count as two versions.
        var newSection = referred("section", content.section(), Section::findBySlug);
        var newTags = content.tags().stream()
                .map(tag -> referred("tag", tag, Tag::findBySlug))
                .toList();
        var contributors =
                content.bylines().stream().map(Article::contributorOf).toList();
        var assets = assetsOf(content.media(), now);
        var formerLocale = locale;
        var formerSlug = slug;
        var newLocale = content.locale() != null ? content.locale() : locale;
        var newSlug = slugFor(content, newLocale);

        locale = newLocale;
        slug = newSlug;
        title = content.title();
        lead = content.lead();
        section = newSection;
        setTags(newTags);
        setBylines(content.bylines(), contributors);
        bylineText = content.bylineText();
        setMedia(content.media(), assets);
        body = Body.of(content.body());
        publishedAt = content.publishedAt() != null || status != ArticleStatus.published
                ? content.publishedAt()
                : publishedAt;
        expiresAt = content.expiresAt();
        if (isOverBeforeItBegins(publishedAt)) {
            var faults = new Faults();
            faults.at("/expiresAt", "range", "must be later than 'publishedAt', which is " + publishedAt);
            faults.refuseIfAny();
        }
        revision++;
        updatedAt = now;
        persist();
        new Revision(this, ArticleContent.of(this), keyId, now).persist();
        if (hasBeenShown() && !(formerSlug.equals(slug) && formerLocale.equals(locale))) {
            FormerSlug.leave(formerLocale, formerSlug, this);
        }
    }

    /**
     * Takes the content of an earlier revision again.
     *
     * @throws Refusal as {@link #revise}
     */
    void restore(Revision earlier, Long keyId, Instant now) {
        var content = earlier.contentForToday();
        // From when to when it is public is not content to go back to.
        revise(hasBeenShown() ? content.publishedOn(publishedAt, expiresAt) : content, keyId, now);
    }

    /** Drafts leave no sign: nobody has known them, and theirs could hide the sign of one that was public. */
    private boolean hasBeenShown() {
        return status == ArticleStatus.published
                || status == ArticleStatus.unpublished
                || status == ArticleStatus.withdrawn;
    }

    private String slugFor(ArticleContent content, String inLocale) {
        Predicate<String> taken =
                wanted -> count("locale = ?1 and slug = ?2 and id <> ?3", inLocale, wanted, id == null ? -1L : id) > 0;
        var present = slug == null || inLocale.equals(locale) || !taken.test(slug) ? slug : null;
        return Slugs.chosen("article " + inLocale, content.slug(), present, content.title(), taken);
    }

    private static Contributor contributorOf(NewByline credit) {
        return credit.contributor() == null
                ? null
                : referred("contributor", credit.contributor(), Contributor::findBySlug);
    }

    /** Assets that nobody knows yet are made in the order of their URLs, so that two writers cannot wait for each other. */
    private static Map<String, MediaAsset> assetsOf(List<NewMedia> media, Instant now) {
        var assets = new HashMap<String, MediaAsset>();
        media.stream()
                .sorted(Comparator.comparing(use -> String.valueOf(use.asset().url())))
                .forEach(use -> assets.put(use.key(), assetOf(use.asset(), now)));
        return assets;
    }

    private static MediaAsset assetOf(NewMedia.WantedAsset wanted, Instant now) {
        return wanted.id() == null
                ? MediaAsset.ofUrl(wanted.url(), wanted.kind(), now)
                : wanted.find()
                        .orElseThrow(() -> gone("media asset", wanted.id().toString()));
    }

    private void setTags(List<Tag> wanted) {
        if (!tags.equals(wanted)) {
            tags.clear();
            tags.addAll(wanted);
        }
    }

    private void setBylines(List<NewByline> wanted, List<Contributor> contributors) {
        while (bylines.size() > wanted.size()) {
            bylines.remove(bylines.size() - 1);
        }
        while (bylines.size() < wanted.size()) {
            bylines.add(new Byline(this, bylines.size()));
        }
        for (int i = 0; i < wanted.size(); i++) {
            bylines.get(i)
                    .set(
                            contributors.get(i),
                            wanted.get(i).name(),
                            wanted.get(i).role());
        }
    }

    /** Uses that keep their key stay the rows they are. */
    private void setMedia(List<NewMedia> wanted, Map<String, MediaAsset> assets) {
        var present = media.stream().collect(Collectors.toMap(use -> use.key, Function.identity()));
        media.removeIf(use -> !assets.containsKey(use.key));
        for (int i = 0; i < wanted.size(); i++) {
            var use = wanted.get(i);
            var caption = present.get(use.key());
            if (caption == null) {
                caption = new MediaCaption(this, use.key());
                media.add(caption);
            }
            caption.set(i, assets.get(use.key()), use);
        }
        media.sort(Comparator.comparingInt(use -> use.position));
    }

    private static <E> E referred(String kind, String slug, Function<String, Optional<E>> find) {
        return find.apply(slug).orElseThrow(() -> gone(kind, slug));
    }

    private static Refusal gone(String kind, String name) {
        return new Refusal(ProblemType.CONFLICT, "The " + kind + " '" + name + "' is not there any more.");
    }

    /**
     * Makes it public. What is public already stays as it is, unless another time is named.
     *
     * @param at from when on: back-dated, now or in future; null for the time a draft was written with, or else now, and
     *     for what is scheduled already: now
     */
    public void publish(Instant at, Instant now) {
        requireStatus("publish", ArticleStatus.draft, ArticleStatus.unpublished, ArticleStatus.published);
        var isScheduled = state().shown(now) == ShownStatus.scheduled;
        var from = at != null ? at : publishedAt == null || isScheduled ? now : publishedAt;
        if (isOverBeforeItBegins(from.isAfter(now) ? from : now)) {
            throw new Refusal(
                            ProblemType.ILLEGAL_TRANSITION,
                            "It expires at %s, before it would be seen; change 'expiresAt' first.".formatted(expiresAt))
                    .with("articleStatus", state().shown(now).name());
        }
        if (status == ArticleStatus.published && from.equals(publishedAt)) {
            return;
        }
        status = ArticleStatus.published;
        publishedAt = from;
        updatedAt = now;
    }

    private boolean isOverBeforeItBegins(Instant begin) {
        return expiresAt != null && begin != null && !expiresAt.isAfter(begin);
    }

    /** Takes it back to the desk. */
    public void unpublish(Instant now) {
        requireStatus("unpublish", ArticleStatus.published);
        status = ArticleStatus.unpublished;
        updatedAt = now;
    }

    /** Takes it away for good, and tells readers why. */
    public void withdraw(String reason, Instant now) {
        if (!state().isVisible(now)) {
            throw illegal("withdraw", now);
        }
        status = ArticleStatus.withdrawn;
        withdrawnReason = reason;
        updatedAt = now;
    }

    /** Puts it into the trash; nothing happens to what lies there already. */
    public void trash(Instant now) {
        if (status != ArticleStatus.trashed) {
            trashedFrom = status;
            status = ArticleStatus.trashed;
            updatedAt = now;
        }
    }

    /**
     * Brings it back from the trash to what it was, but not before readers: what was public is unpublished then. From a
     * withdrawal it comes back unpublished.
     */
    public void restore(Instant now) {
        requireStatus("restore", ArticleStatus.trashed, ArticleStatus.withdrawn);
        var from = status == ArticleStatus.trashed ? trashedFrom : ArticleStatus.unpublished;
        status = from == ArticleStatus.published ? ArticleStatus.unpublished : from;
        trashedFrom = null;
        withdrawnReason = status == ArticleStatus.withdrawn ? withdrawnReason : null;
        updatedAt = now;
    }

    private void requireStatus(String verb, ArticleStatus... allowed) {
        if (!List.of(allowed).contains(status)) {
            throw illegal(verb, null);
        }
    }

    private Refusal illegal(String verb, Instant now) {
        var present = now == null ? status.name() : state().shown(now).name();
        return new Refusal(
                        ProblemType.ILLEGAL_TRANSITION,
                        "It is %s and cannot be changed by '%s'; what can: %s."
                                .formatted(present, verb, String.join(", ", verbsFrom(status))))
                .with("articleStatus", present);
    }

    private static List<String> verbsFrom(ArticleStatus status) {
        return switch (status) {
            case draft, unpublished -> List.of("publish", "DELETE");
            case published ->
                List.of("publish (at another time)", "unpublish", "withdraw (once it is public)", "DELETE");
            case withdrawn -> List.of("restore", "DELETE");
            case trashed -> List.of("restore");
        };
    }

    public ArticleState state() {
        return new ArticleState(status, trashedFrom, publishedAt, expiresAt, withdrawnReason, ownerId);
    }
}
