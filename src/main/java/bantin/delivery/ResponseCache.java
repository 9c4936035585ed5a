package bantin.delivery;

import bantin.access.KnownKeys;
import bantin.article.Article;
import bantin.article.ArticleStatus;
import bantin.background.BackgroundThreads;
import bantin.contributor.Contributor;
import bantin.crud.EntityWritten;
import bantin.database.DirectConnections;
import bantin.database.NotificationListener;
import bantin.database.NotificationState;
import bantin.media.MediaAsset;
import bantin.section.Section;
import bantin.tag.Tag;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finished answers for readers, and what spoils them: a change by this node as soon as it is committed, and before it is
 * answered; a change by another node as soon as its notification is heard; and time, where something becomes due. While
 * notifications may be missed, nothing is taken from here.
 */
@Startup
@ApplicationScoped
class ResponseCache implements NotificationListener.Listener, NotificationState {

    /** What every list of articles depends on: which articles are public, and what they show. */
    static final String ARTICLES = "articles";

    /** The other thing that every list depends on: sections, tags, contributors and media assets, all of them. */
    static final String PARTS = "parts";

    private static final String[] LISTS = {ARTICLES};
    private static final Pattern PART = Pattern.compile("(section|tag|contributor|media)-\\d{1,19}");
    private static final Pattern ARTICLE =
            Pattern.compile("article (?<id>\\d{1,19}) (?<slug>\\S+) (?<at>-|-?\\d{1,18})");

    @Inject
    CacheConfig config;

    @Inject
    Clock clock;

    @Inject
    KnownKeys keys;

    @Inject
    MeterRegistry metrics;

    @Inject
    DirectConnections sessions;

    @Inject
    BackgroundThreads threads;

    private final InvalidationClock generations = new InvalidationClock();
    private final Map<String, InFlightLoad> loads = new ConcurrentHashMap<>();
    private Cache<String, CachedResponse> answers;
    private volatile NextDue nextDue;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private ExistenceFilter existence;
    private NotificationListener notifications;

    @PostConstruct
    void start() {
        answers = Caffeine.newBuilder()
                .maximumWeight(config.maxSize().asLongValue())
                .weigher((String key, CachedResponse answer) -> 2 * key.length() + answer.size())
                .build();
        metrics.gauge("bantin.delivery.answers", answers, Cache::estimatedSize);
        metrics.gauge("bantin.delivery.bytes", answers, ResponseCache::bytes);
        existence = new ExistenceFilter(sessions, threads, clock);
        FunctionCounter.builder("cache.gets", hits, LongAdder::sum)
                .tags("cache", "responses", "result", "hit")
                .register(metrics);
        FunctionCounter.builder("cache.gets", misses, LongAdder::sum)
                .tags("cache", "responses", "result", "miss")
                .register(metrics);
        notifications = new NotificationListener("bantin", name -> sessions.open(name, 1), this);
        notifications.start(threads);
    }

    private static double bytes(Cache<String, CachedResponse> answers) {
        return answers.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }

    void stop(@Observes ShutdownEvent ended) {
        notifications.close();
        existence.close();
    }

    @Override
    public void listening() {
        keys.forgetAll();
        generations.allChanged();
        existence.readAgain();
    }

    /** As the triggers write it that call {@code pg_notify}; what is not understood may mean anything. */
    @Override
    public void heard(String message) {
        if (message.equals("keys")) {
            keys.forgetAll();
            return;
        }
        var article = ARTICLE.matcher(message);
        if (article.matches()) {
            var at = article.group("at");
            articleChanged(
                    Long.parseLong(article.group("id")),
                    article.group("slug"),
                    at.equals("-") ? null : Instant.EPOCH.plus(Long.parseLong(at), ChronoUnit.MICROS));
        } else if (PART.matcher(message).matches()) {
            partChanged(message);
        } else if (message.equals("lists")) {
            generations.changed(ARTICLES);
        } else {
            generations.allChanged();
            if (message.equals("articles")) {
                existence.readAgain();
            }
        }
    }

    void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntityWritten written) {
        if (written.entity() instanceof Article article) {
            // what is a draft now has never been anything else, and nothing in memory shows it
            if (article.status != ArticleStatus.draft) {
                articleChanged(
                        article.id,
                        article.slug,
                        article.status == ArticleStatus.published ? article.publishedAt : null);
            }
        } else if (written.entity() instanceof Section section) {
            partChanged("section-" + section.id);
        } else if (written.entity() instanceof Tag tag) {
            partChanged("tag-" + tag.id);
        } else if (written.entity() instanceof Contributor contributor) {
            partChanged("contributor-" + contributor.id);
        } else if (written.entity() instanceof MediaAsset asset) {
            partChanged("media-" + asset.id);
        } else {
            generations.allChanged();
        }
    }

    /** @param publishedAt null where it is not published */
    private void articleChanged(long id, String slug, Instant publishedAt) {
        existence.put(id, slug, publishedAt);
        generations.changed(article(id));
        generations.changed(slug(slug));
        generations.changed(ARTICLES);
    }

    private void partChanged(String name) {
        generations.changed(name);
        generations.changed(PARTS);
    }

    /** As in the {@code Cache-Tag} of what shows it. */
    static String article(long id) {
        return "article-" + id;
    }

    static String slug(String slug) {
        return "slug " + slug;
    }

    /** False where it is certain that the article is not public and has never been. */
    boolean mayHaveArticle(long id) {
        return !isInSync() || existence.mayHaveArticle(id);
    }

    /** False where it is certain that nothing has ever been public at the slug. */
    boolean mayHaveSlug(String slug) {
        return !isInSync() || existence.mayHaveSlug(slug);
    }

    @Override
    public boolean isInSync() {
        return notifications.isInSync();
    }

    /**
     * Null where there is none that is good.
     *
     * @param compressed whether it should be: that is done when it is first asked for, and once
     */
    CachedResponse find(String key, boolean compressed) {
        var answer = answers.getIfPresent(key);
        if (answer == null || !isGood(answer)) {
            return null;
        }
        hits.increment();
        return encoded(key, answer, compressed);
    }

    /** Compressed if it should be and was not yet; then it is kept so. */
    CachedResponse encoded(String key, CachedResponse answer, boolean compressed) {
        if (!compressed || !answer.isWorthCompressing()) {
            return answer;
        }
        var made = answer.compressed();
        answers.asMap().computeIfPresent(key, (any, present) -> present == answer ? made : present);
        return made;
    }

    private boolean isGood(CachedResponse answer) {
        return generations.isGood(answer.since(), answer.dependsOn())
                && (answer.validUntil() == null || clock.instant().isBefore(answer.validUntil()));
    }

    /** A load that is under way already, if nothing has changed since it began; else a new one. */
    InFlightLoad load(String key) {
        misses.increment();
        var now = generations.now();
        return loads.compute(
                key,
                (any, present) -> present != null && present.since == now ? present : new InFlightLoad(this, key, now));
    }

    void loaded(InFlightLoad load, CachedResponse answer) {
        if (answer != null) {
            answers.put(load.key, answer);
        }
        loads.remove(load.key, load);
    }

    private record NextDue(long since, Instant asked, Instant due) {}

    /** When the next article comes or goes by itself; asked for again only when some article has changed, or that time has come. */
    Instant nextDue(Instant now, UnaryOperator<Instant> ask) {
        var known = nextDue;
        var isGood = known != null
                && generations.isGood(known.since, LISTS)
                && !now.isBefore(known.asked)
                && (known.due == null || now.isBefore(known.due));
        if (!isGood) {
            var since = generations.now();
            known = new NextDue(since, now, ask.apply(now));
            nextDue = known;
        }
        return known.due;
    }

    Instant countsGoodUntil() {
        return clock.instant().plus(config.viewCountTtl());
    }
}
