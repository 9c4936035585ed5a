package bantin.article;

import bantin.article.ArticleEvent.ArticleCreated;
import bantin.article.ArticleEvent.ArticleDiscarded;
import bantin.article.ArticleEvent.ArticlePurged;
import bantin.article.ArticleEvent.ArticleRevised;
import bantin.body.Body;
import bantin.crud.VersionedEntity;
import bantin.http.IfMatch;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import bantin.section.Section;
import bantin.tag.Tag;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
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
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A story: its content, its status, and who wrote it. Its content changes by {@link #revise}, which appends a {@link
 * Revision}; its status by its {@link #lifecycle}. Both record an {@link ArticleEvent} for {@link #save}.
 *
 * <p>A published article has the content of the revision that readers get. Later revisions are in its {@link
 * #workingCopy} until one is published (ADR 32). An article that is not published has the content of its latest
 * revision.
 *
 * <p>The class is long, because the row of an article and that of its working copy must change together, in an order
 * that makes each save one version.
 */
@Entity
@DynamicUpdate // an edit of the title does not write the body again
public class Article extends VersionedEntity {

    /** The number of the latest revision. */
    public int revision;

    /**
     * The revision that readers get, if it is not the latest one; null otherwise, and if it is not published. There is
     * a working copy if and only if this is not null.
     */
    public Integer liveRevision;

    /** The version at the last write that readers can see; null if it is the present version. */
    public Integer publicVersion;

    /** The id of the article whose working copy this is; null if it is an article. */
    public Long copyOf;

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

    /** The number of the latest correction, also if it was deleted; 0 if there was none. */
    int lastCorrection;

    /** The number of the latest correction when the body that readers get was published. */
    int liveCorrection;

    /** Null if the article may be deleted. */
    @Embedded
    @OptimisticLock(excluded = true)
    public LegalHold legalHold;

    /** The key that created it; an author may only change what is its own. */
    public Long ownerId;

    /** The working copy as it was last read or saved in this transaction. */
    @Transient
    private Article copy;

    protected Article() {}

    private Article(String siteLocale, Long keyId, Instant now) {
        super(now);
        this.locale = siteLocale;
        this.ownerId = keyId;
    }

    /** A working copy. */
    private Article(Article original, Instant now) {
        this(original.locale, original.ownerId, now);
        this.createdAt = original.createdAt;
        this.copyOf = original.id;
        this.publishedAt = original.publishedAt;
    }

    /** @param siteLocale the article's locale unless its content names one */
    public static Article draft(ArticleContent content, String siteLocale, Long keyId, Instant now) {
        var article = new Article(siteLocale, keyId, now);
        article.revise(content, keyId, now);
        return article;
    }

    /** As {@link #draft}, and published by the same insert. */
    static Article published(ArticleContent content, FormerTimes former, String siteLocale, Long keyId, Instant now) {
        var article = new Article(siteLocale, keyId, now);
        article.firstPublishedAt = former.firstPublishedAt();
        article.modifiedAt = former.modifiedAt();
        article.reviseAndPublish(content, false, keyId, now);
        return article;
    }

    /**
     * Saves the content as the next revision. Of a published article, it becomes the working copy, and readers see
     * nothing of it.
     *
     * @throws ProblemException the slug is taken, or the content refers to something that is not there
     */
    public void revise(ArticleContent content, Long keyId, Instant now) {
        revise(content, null, keyId, now);
    }

    /** @param fromRevision the number of the earlier revision that has the content; null for new content */
    private void revise(ArticleContent content, Integer fromRevision, Long keyId, Instant now) {
        var latest = latest();
        var checked = check(content, latest, now);
        var former = contentOf(latest);
        if (status == ArticleStatus.published) {
            takeToWorkingCopy(checked, now);
        } else {
            takeIfConsistent(checked, now);
            dateChange(former, now);
        }
        recordSave(latest(), former, fromRevision, now);
        append(latest(), keyId, now);
    }

    private void takeToWorkingCopy(Checked checked, Instant now) {
        hideFromReaders();
        if (liveRevision == null) {
            liveRevision = revision;
            copy = new Article(this, now);
        }
        copy.takeIfConsistent(checked, now);
    }

    /** Null before the first save. */
    private static ArticleContent contentOf(Article article) {
        return article.id == null ? null : ArticleContent.of(article);
    }

    /**
     * Saves the content as the next revision and publishes it, in one save: at the time in the content or of an earlier
     * publication, or else now.
     *
     * @param needsCorrection whether a changed body of a public article needs a correction
     * @throws ProblemException as {@link #revise} and {@link #publish}
     */
    void reviseAndPublish(ArticleContent content, boolean needsCorrection, Long keyId, Instant now) {
        lifecycle().requirePublishable();
        var correction = new PublishedCorrection(this, null, needsCorrection, now);
        var latest = latest();
        var checked = check(content, latest, now);
        var former = contentOf(this);
        var formerLatest = latest == this ? former : contentOf(latest);
        var wasVisible = state().isVisible(now);
        deleteWorkingCopy();
        takeIfConsistent(checked, now);
        dateChange(former, now);
        recordSave(this, formerLatest, null, now);
        lifecycle().publish(null, now, true);
        lifecycle().requireStillPublic(wasVisible, now);
        correction.settle(keyId, now);
        append(this, keyId, now);
    }

    /**
     * Publishes a revision, or the same revision at another time; see {@link ArticleLifecycle#publish}.
     *
     * @param needsCorrection whether a changed body of a public article needs a correction
     * @throws ProblemException as {@link ArticleLifecycle#publish} and {@link PublishedCorrection}; 404 there is no
     *     such revision, 409 it cannot be published any more
     */
    void publish(PublishRequest request, boolean needsCorrection, Long keyId, Instant now) {
        lifecycle().requirePublishable();
        var correction = new PublishedCorrection(this, request.correction(), needsCorrection, now);
        var wasVisible = state().isVisible(now);
        var formerTime = publishedAt;
        workingCopy(); // read before the first change
        var isOther = show(request.revision() == null ? revision : request.revision(), now);
        var at = request.isNow() && !state().isVisible(now) ? now : request.publishAt();
        var changes = lifecycle().publish(at, now, isOther);
        if (isOther) {
            lifecycle().requireStillPublic(wasVisible, now);
        }
        if (copy != null
                && Objects.equals(copy.publishedAt, formerTime)
                && !copy.lifecycle().expiresBy(publishedAt)) {
            // nobody has wished another time for it
            copy.publishedAt = publishedAt;
        }
        if (changes) {
            correction.settle(keyId, now);
        }
    }

    /**
     * Takes the content of a revision. If it is not the latest revision, the working copy keeps the latest.
     *
     * @return false if it has the content of this revision already
     */
    private boolean show(int number, Instant now) {
        if (number == shownRevision()) {
            return false;
        }
        var former = ArticleContent.of(this);
        var latest = latest();
        var isLatest = number == revision;
        // the publication window of an earlier revision is not restored
        var content = isLatest
                ? ArticleContent.of(latest)
                : Revision.require(this, number).contentForToday().publishedOn(publishedAt, expiresAt);
        var checked = check(content, latest, now);
        if (isLatest) {
            deleteWorkingCopy();
        } else {
            if (liveRevision == null) {
                var unchanged = check(former, this, now);
                copy = new Article(this, now);
                copy.take(unchanged, now);
                copy.revision = revision;
                copy.persist();
            }
            liveRevision = number;
        }
        takeIfConsistent(checked, now);
        dateChange(former, now);
        return true;
    }

    /** Saves the content that readers get as the next revision. Without a working copy nothing changes. */
    void discardChanges(Long keyId, Instant now) {
        lifecycle().requirePublished();
        if (liveRevision != null) {
            var changed = ArticleContent.of(this).changedFrom(ArticleContent.of(latest()));
            var fromRevision = liveRevision;
            deleteWorkingCopy();
            hideFromReaders();
            recordEvent(() -> new ArticleDiscarded(ArticleSnapshot.of(this), changed, fromRevision, now));
            append(this, keyId, now);
        }
    }

    /**
     * Takes the content of the latest revision, before it stops being published. An expiry that contradicts the time of
     * publication is left out: it must not prevent that the article is taken back.
     */
    void takeLatest(Instant now) {
        if (liveRevision != null) {
            var former = ArticleContent.of(this);
            var checked = check(ArticleContent.of(latest()), latest(), now);
            deleteWorkingCopy();
            take(checked, now);
            if (lifecycle().expiresBy(publishedAt)) {
                expiresAt = null;
            }
            dateChange(former, now);
        }
    }

    /**
     * Replaces the content with that of an earlier revision.
     *
     * @throws ProblemException as {@link #revise}
     */
    void restore(Revision earlier, Long keyId, Instant now) {
        var content = earlier.contentForToday();
        // The publication window is not restored.
        revise(
                lifecycle().hasBeenPublished() ? content.publishedOn(publishedAt, expiresAt) : content,
                earlier.number,
                keyId,
                now);
    }

    /**
     * The article with the content of an earlier revision. It is not stored.
     *
     * @throws ProblemException something that the revision refers to was deleted
     */
    Article at(Revision earlier) {
        var content = earlier.contentForToday();
        var references = References.find(content, this);
        var violations = new Violations();
        references.check(content, violations);
        violations.throwIfAny();
        var then = new Article(content.locale(), ownerId, createdAt);
        then.id = id;
        then.take(new Checked(content, references, content.locale(), content.slug()), earlier.createdAt);
        if (status == ArticleStatus.published && then.publishedAt == null) {
            // It has been published since, which saves no revision.
            then.publishedAt = publishedAt;
        }
        return then;
    }

    /** What was saved to it since it was published, and is not published itself. */
    public Optional<Article> workingCopy() {
        if (liveRevision != null && copy == null) {
            copy = Article.<Article>find("copyOf", id).singleResult();
        }
        return Optional.ofNullable(copy);
    }

    /** The row with the content of the latest revision: the working copy, or else the article itself. */
    public Article latest() {
        return workingCopy().orElse(this);
    }

    /** The revision that readers get, or will get; null if it is not published. */
    Integer publishedRevision() {
        return status == ArticleStatus.published ? (Integer) shownRevision() : null;
    }

    /** The revision whose content it has. */
    private int shownRevision() {
        return liveRevision != null ? liveRevision : revision;
    }

    /** Its parts are deleted by the database. */
    private void deleteWorkingCopy() {
        if (liveRevision != null) {
            getEntityManager()
                    .createNativeQuery("delete from article where copy_of = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            copy = null;
            liveRevision = null;
        }
    }

    /** Readers see nothing of the next save: not even another version. */
    private void hideFromReaders() {
        publicVersion = publicVersion();
    }

    private int publicVersion() {
        return publicVersion != null ? publicVersion : version;
    }

    /** The version of the content that it has itself, which is not that of a working copy. */
    int shownVersion() {
        return liveRevision != null ? publicVersion() : version;
    }

    /**
     * Requires that a write is based on the latest version. If there is no working copy, what readers get is as good:
     * it has the same content.
     *
     * @throws ProblemException as {@link IfMatch#require}
     */
    void requireLatest(String ifMatch) {
        IfMatch.require(ifMatch, version, liveRevision == null ? publicVersion() : version);
    }

    /** As {@link #requireLatest}, but the header may be absent. */
    void allowLatest(String ifMatch) {
        IfMatch.allow(ifMatch, version, liveRevision == null ? publicVersion() : version);
    }

    /** A content that can be saved, and what it refers to. */
    private record Checked(ArticleContent content, References references, String locale, String slug) {}

    /**
     * Checks the next content. All queries come before the first change: a query would flush the changes made so far,
     * and one save would count as two versions.
     *
     * @param latest the row with the latest content
     */
    private Checked check(ArticleContent content, Article latest, Instant now) {
        var references = References.find(content, latest);
        var violations = new Violations();
        references.check(content, violations);
        violations.throwIfAny();
        references.createAssets(content, now);
        var newLocale = content.locale() != null ? content.locale() : latest.locale;
        return new Checked(content, references, newLocale, ArticleSlugs.choose(content, newLocale, latest, id));
    }

    private void take(Checked checked, Instant now) {
        var content = checked.content;
        var references = checked.references;
        title = content.title();
        lead = content.lead();
        section = references.section(content);
        setTags(references.tags(content));
        setBylines(content.bylines(), references);
        bylineText = content.bylineText();
        setMedia(content.media(), references);
        body = Body.of(content.body());
        publishedAt = content.publishedAt() != null || !keepsPublicationTime() ? content.publishedAt() : publishedAt;
        expiresAt = content.expiresAt();
        locale = checked.locale;
        slug = checked.slug;
        updatedAt = now;
    }

    private void takeIfConsistent(Checked checked, Instant now) {
        take(checked, now);
        if (lifecycle().expiresBy(publishedAt)) {
            var violations = new Violations();
            violations.at("/expiresAt", "range", "must be later than 'publishedAt', which is " + publishedAt);
            violations.throwIfAny();
        }
    }

    private boolean keepsPublicationTime() {
        return status == ArticleStatus.published || copyOf != null;
    }

    /** Dates the change if it says something else than before, and readers have seen it. */
    private void dateChange(ArticleContent former, Instant now) {
        if (lifecycle().hasBeenPublished() && !ArticleContent.of(this).saysTheSameAs(former)) {
            modifiedAt = now;
        }
    }

    /** @param saved the row with the new content */
    private void recordSave(Article saved, ArticleContent former, Integer fromRevision, Instant now) {
        var changed = ArticleContent.of(saved).changedFrom(former);
        recordEvent(() -> former == null
                ? new ArticleCreated(ArticleSnapshot.of(this), changed, now)
                : new ArticleRevised(ArticleSnapshot.of(this), changed, fromRevision, now));
    }

    /** @param saved the row with the content of the new revision */
    private void append(Article saved, Long keyId, Instant now) {
        revision++;
        saved.revision = revision;
        persist();
        saved.persist();
        new Revision(this, saved, keyId, now).persist();
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

    ArticleCorrections corrections() {
        return new ArticleCorrections(this);
    }

    /** Sets a legal hold, or replaces the reason of the one that stands. Neither changes the version. */
    LegalHold hold(String reason, Long keyId, Instant now) {
        legalHold = new LegalHold(reason, legalHold == null ? now : legalHold.since(), keyId);
        return legalHold;
    }

    void releaseHold() {
        legalHold = null;
    }

    /** @throws ProblemException 409 it has a legal hold */
    void requireNoLegalHold() {
        if (legalHold != null) {
            throw new ProblemException(
                    ProblemType.LEGAL_HOLD,
                    "The article has a legal hold, so nothing of it can be deleted. An admin can remove the hold.");
        }
    }

    void record(BiFunction<ArticleSnapshot, Instant, ArticleEvent> event, Instant now) {
        recordEvent(() -> event.apply(ArticleSnapshot.of(this), now));
    }

    /**
     * Also fires the events of the assets that the content created. The version that readers get is never that of a
     * working copy, so that nobody overwrites what they have not seen.
     */
    @Override
    public void save() {
        persistAndFlush();
        if (liveRevision != null && publicVersion == null) {
            publicVersion = version;
            flush();
        }
        fireRecordedEvents();
        Stream.concat(Stream.of(this), Stream.ofNullable(copy))
                .filter(row -> Hibernate.isInitialized(row.media))
                .flatMap(row -> row.media.stream())
                .forEach(use -> use.asset.fireRecordedEvents());
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

    /**
     * The ids of articles that were moved to the trash at this time or before and have no legal hold, in order, from
     * the next one on.
     */
    static List<Long> purgeable(Instant time, long afterId, int atMost) {
        return getEntityManager()
                .createQuery("""
                        select a.id from Article a
                         where a.trashedAt <= :time and a.legalHold.since is null and a.id > :after
                         order by a.id
                        """, Long.class)
                .setParameter("time", time)
                .setParameter("after", afterId)
                .setMaxResults(atMost)
                .getResultList();
    }

    boolean isPurgeable(Instant trashedUntil) {
        return trashedAt != null && !trashedAt.isAfter(trashedUntil) && legalHold == null;
    }

    /** Locks the row for an edit, so that writers of one article take turns. The row of a working copy is none. */
    static Optional<Article> lock(long id) {
        return Article.<Article>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> found.copyOf == null);
    }

    static Optional<Article> withId(long id) {
        return Article.<Article>findByIdOptional(id).filter(found -> found.copyOf == null);
    }

    public PublicationState state() {
        return new PublicationState(status, trashedFrom, publishedAt, expiresAt, withdrawnReason, ownerId);
    }
}
