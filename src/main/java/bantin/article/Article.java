package bantin.article;

import bantin.article.ArticleEvent.ArticleCreated;
import bantin.article.ArticleEvent.ArticlePurged;
import bantin.article.ArticleEvent.ArticleRevised;
import bantin.body.Body;
import bantin.crud.Slugs;
import bantin.crud.VersionedEntity;
import bantin.problem.ProblemException;
import bantin.problem.Violations;
import bantin.section.Section;
import bantin.tag.Tag;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A story: its content, its status, and who wrote it. Its content changes by {@link #revise}, which appends a {@link
 * Revision}; its status by its {@link #lifecycle}. Both record an {@link ArticleEvent} for {@link #save}.
 */
@Entity
@DynamicUpdate // an edit of the title does not write the body again
public class Article extends VersionedEntity {

    /** The number of the latest revision. */
    public int revision;

    @Enumerated(EnumType.STRING)
    public ArticleStatus status = ArticleStatus.draft;

    /** The status before the article was moved to the trash; null if it is not in the trash. */
    @Enumerated(EnumType.STRING)
    public ArticleStatus trashedFrom;

    /** When it was moved to the trash; null if it is not there. Edits in the trash do not change this time. */
    public Instant trashedAt;

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

    /** The byline as printed; null if it is joined from the bylines. */
    public String bylineText;

    @OneToMany(mappedBy = "article", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    public List<MediaCaption> media = new ArrayList<>();

    @Mutability(Immutability.class)
    public Body body;

    /** The time from which it is public; of a draft, the time that its writer wishes. */
    public Instant publishedAt;

    /** The time of the first publication, past or planned; null if it was never published. */
    public Instant firstPublishedAt;

    /** The time of the last change to the content after the first publication; null if there was none. */
    public Instant modifiedAt;

    /** The time at which it stops being public; null if it does not. */
    public Instant expiresAt;

    public String withdrawnReason;

    /** The key that created it; an author may only change what is its own. */
    public Long ownerId;

    protected Article() {}

    private Article(String siteLocale, Long keyId, Instant now) {
        super(now);
        this.locale = siteLocale;
        this.ownerId = keyId;
    }

    /** @param siteLocale the article's locale unless its content names one */
    public static Article draft(ArticleContent content, String siteLocale, Long keyId, Instant now) {
        var article = new Article(siteLocale, keyId, now);
        article.revise(content, keyId, now);
        return article;
    }

    /** As {@link #draft}, and published by the same insert. */
    public static Article published(ArticleContent content, String siteLocale, Long keyId, Instant now) {
        var article = new Article(siteLocale, keyId, now);
        article.reviseAndPublish(content, keyId, now);
        return article;
    }

    /**
     * Replaces the content, and keeps it as the next revision.
     *
     * @throws ProblemException the slug is taken, or the content refers to something that is not there
     */
    public void revise(ArticleContent content, Long keyId, Instant now) {
        revise(content, keyId, now, () -> {});
    }

    /**
     * Replaces the content and publishes the article, in one save: at the time in the content or of an earlier
     * publication, or else now.
     *
     * @throws ProblemException as {@link #revise} and {@link ArticleLifecycle#publish}
     */
    void reviseAndPublish(ArticleContent content, Long keyId, Instant now) {
        revise(content, keyId, now, () -> lifecycle().publish(null, now));
    }

    private void revise(ArticleContent content, Long keyId, Instant now, Runnable beforeSaving) {
        // All queries come before the first change: a query would flush the changes made so far, and one save would
        // count as two versions.
        var former = id == null ? null : ArticleContent.of(this);
        var references = References.find(content, this);
        var violations = new Violations();
        references.check(content, violations);
        violations.throwIfAny();
        references.createAssets(content, now);
        var newLocale = content.locale() != null ? content.locale() : locale;
        var newSlug = slugFor(content, newLocale);
        var formerSlug = slug;
        var wasShown = lifecycle().hasBeenPublished();

        take(content, references);
        lifecycle().dateFirstPublication(now);
        locale = newLocale;
        slug = newSlug;
        if (lifecycle().expiresBy(publishedAt)) {
            violations.at("/expiresAt", "range", "must be later than 'publishedAt', which is " + publishedAt);
            violations.throwIfAny();
        }
        updatedAt = now;
        var taken = ArticleContent.of(this);
        if (wasShown && !taken.saysTheSameAs(former)) {
            modifiedAt = now;
        }
        recordEvent(() -> formerSlug == null
                ? new ArticleCreated(ArticleSnapshot.of(this), now)
                : new ArticleRevised(ArticleSnapshot.of(this), formerSlug, now));
        beforeSaving.run();
        revision++;
        persist();
        new Revision(this, taken, keyId, now).persist();
    }

    private void take(ArticleContent content, References references) {
        title = content.title();
        lead = content.lead();
        section = references.section(content);
        setTags(references.tags(content));
        setBylines(content.bylines(), references);
        bylineText = content.bylineText();
        setMedia(content.media(), references);
        body = Body.of(content.body());
        publishedAt = content.publishedAt() != null || status != ArticleStatus.published
                ? content.publishedAt()
                : publishedAt;
        expiresAt = content.expiresAt();
    }

    /**
     * Replaces the content with that of an earlier revision.
     *
     * @throws ProblemException as {@link #revise}
     */
    void restore(Revision earlier, Long keyId, Instant now) {
        var content = earlier.contentForToday();
        // The publication window is not restored.
        revise(lifecycle().hasBeenPublished() ? content.publishedOn(publishedAt, expiresAt) : content, keyId, now);
    }

    private String slugFor(ArticleContent content, String inLocale) {
        var present = slug == null
                        || inLocale.equals(locale)
                        || holderOf(slug, inLocale).isEmpty()
                ? slug
                : null;
        var wanted = content.slug();
        if (wanted == null) {
            return present != null ? present : freeSlug(Slugs.of(content.title(), "article"), inLocale);
        }
        if (!wanted.equals(present)) {
            holderOf(wanted, inLocale).ifPresent(holder -> {
                throw new SlugTaken(holder);
            });
        }
        return wanted;
    }

    /** The other article that has the slug. */
    private Optional<Article> holderOf(String wanted, String inLocale) {
        return find("locale = ?1 and slug = ?2 and id <> ?3", inLocale, wanted, idOrNone())
                .firstResultOptional();
    }

    /** The slug, or the slug with the first free number, which is reserved until the transaction ends. */
    private String freeSlug(String wanted, String inLocale) {
        return (String) getEntityManager()
                .createNativeQuery("select free_article_slug(:locale, :slug, :id)")
                .setParameter("locale", inLocale)
                .setParameter("slug", wanted)
                .setParameter("id", idOrNone())
                .getSingleResult();
    }

    private long idOrNone() {
        return id == null ? -1 : id;
    }

    private void setTags(List<Tag> wanted) {
        if (!tags.equals(wanted)) {
            tags.clear();
            tags.addAll(wanted);
        }
    }

    private void setBylines(List<NewByline> wanted, References references) {
        while (bylines.size() > wanted.size()) {
            bylines.remove(bylines.size() - 1);
        }
        while (bylines.size() < wanted.size()) {
            bylines.add(new Byline(this, bylines.size()));
        }
        for (int i = 0; i < wanted.size(); i++) {
            var credit = wanted.get(i);
            bylines.get(i).set(references.contributor(credit), credit.name(), credit.role());
        }
    }

    /** A use whose key is kept keeps its row. */
    private void setMedia(List<NewMedia> wanted, References references) {
        var present = media.stream().collect(Collectors.toMap(use -> use.key, Function.identity()));
        var keys = wanted.stream().map(NewMedia::key).collect(Collectors.toSet());
        media.removeIf(use -> !keys.contains(use.key));
        for (int i = 0; i < wanted.size(); i++) {
            var use = wanted.get(i);
            var caption = present.get(use.key());
            if (caption == null) {
                caption = new MediaCaption(this, use.key());
                media.add(caption);
            }
            caption.set(i, references.asset(use), use);
        }
        media.sort(Comparator.comparingInt(use -> use.position));
    }

    /** Its status and the steps that change it. */
    public ArticleLifecycle lifecycle() {
        return new ArticleLifecycle(this);
    }

    void record(BiFunction<ArticleSnapshot, Instant, ArticleEvent> event, Instant now) {
        recordEvent(() -> event.apply(ArticleSnapshot.of(this), now));
    }

    /** Also fires the events of the assets that the content created. */
    @Override
    public void save() {
        super.save();
        if (Hibernate.isInitialized(media)) {
            media.forEach(use -> use.asset.fireRecordedEvents());
        }
    }

    /**
     * Deletes it with everything that belongs to it. It is moved to the trash first, so that readers are told of the
     * deletion as of any other, and only if it was public.
     */
    void purge(Instant now) {
        lifecycle().trash(now);
        save();
        remove(() -> new ArticlePurged(ArticleSnapshot.of(this), now));
    }

    /** The ids of articles that were moved to the trash at this time or before, in order, from the next one on. */
    static List<Long> trashedUntil(Instant time, long afterId, int atMost) {
        return getEntityManager()
                .createQuery("""
                        select a.id from Article a
                         where a.trashedAt <= :time and a.id > :after
                         order by a.id
                        """, Long.class)
                .setParameter("time", time)
                .setParameter("after", afterId)
                .setMaxResults(atMost)
                .getResultList();
    }

    boolean isTrashedSince(Instant time) {
        return trashedAt != null && !trashedAt.isAfter(time);
    }

    /** Locks the row for an edit, so that writers of one article take turns. */
    static Optional<Article> lock(long id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    public PublicationState state() {
        return new PublicationState(status, trashedFrom, publishedAt, expiresAt, withdrawnReason, ownerId);
    }
}
