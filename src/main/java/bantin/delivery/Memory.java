package bantin.delivery;

import bantin.access.KnownKeys;
import bantin.article.Article;
import bantin.article.ArticleStatus;
import bantin.background.BackgroundThreads;
import bantin.contributor.Contributor;
import bantin.database.DirectConnections;
import bantin.database.NotificationState;
import bantin.database.Notifications;
import bantin.entity.EntityWritten;
import bantin.media.MediaAsset;
import bantin.section.Section;
import bantin.tag.Tag;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Finished answers for readers, and what spoils them: a change by this node as soon as it is committed, and before it is
 * answered; a change by another node as soon as its notification is heard; and time, where something becomes due. While
 * notifications may be missed, nothing is taken from here.
 */
@Startup
@ApplicationScoped
class Memory implements Notifications.Listener, NotificationState {

    /** What every list of articles depends on: which articles are public, and what they show. */
    static final String ARTICLES = "articles";

    /** The other thing that every list depends on: sections, tags, contributors and media assets, all of them. */
    static final String PARTS = "parts";

    private static final String[] LISTS = {ARTICLES};
    private static final Pattern PART = Pattern.compile("(section|tag|contributor|media)-\\d{1,19}");
    private static final Pattern ARTICLE = Pattern.compile("article (?<id>\\d{1,19}) (?<slug>\\S+) (?<at>-|-?\\d{1,18})");
    private static final Logger LOG = Logger.getLogger(Memory.class);
    private static final int READ_SECONDS = 60;

    @Inject
    DeliveryConfig config;

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

    private final Generations generations = new Generations();
    private final Map<String, Load> loads = new ConcurrentHashMap<>();
    private Cache<String, Answer> answers;
    private volatile NextDue nextDue;
    /** One read at a time, and one that waits: that one will see everything that is asked for until it begins. */
    private final ExecutorService reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> new Thread(work, "known-articles"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicInteger turns = new AtomicInteger();
    private volatile Known beingRead;
    private volatile Known known;
    private Notifications notifications;

    @PostConstruct
    void start() {
        answers = Caffeine.newBuilder()
                .maximumWeight(config.cacheSize().asLongValue())
                .weigher((String key, Answer answer) -> 2 * key.length() + answer.size())
                .build();
        metrics.gauge("bantin.delivery.answers", answers, Cache::estimatedSize);
        metrics.gauge("bantin.delivery.bytes", answers, Memory::bytes);
        notifications = new Notifications("bantin", name -> sessions.open(name, 1), this);
        notifications.start(threads);
    }

    private static double bytes(Cache<String, Answer> answers) {
        return answers.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }

    void stop(@Observes ShutdownEvent ended) {
        notifications.close();
        reader.shutdownNow();
    }

    @Override
    public void listening() {
        keys.forgetAll();
        generations.allChanged();
        readKnown();
    }

    /** In the background; until it is done everything may be there. */
    private void readKnown() {
        turns.incrementAndGet();
        known = null;
        reader.execute(() -> {
            var turn = turns.get();
            try (var connection = sessions.open("bantin known articles", READ_SECONDS)) {
                var read = Known.sizedFor(connection);
                beingRead = read;
                if (!read.readAll(connection, clock.instant())) {
                    readKnown();
                } else if (turn == turns.get()) {
                    known = read;
                }
            } catch (SQLException e) {
                LOG.debug("what articles there are could not be read", e);
            }
        });
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
                readKnown();
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
        var now = clock.instant();
        var hasRoom = true;
        for (var articles : Arrays.asList(beingRead, known)) {
            hasRoom &= articles == null || articles.put(id, slug, publishedAt, now);
        }
        if (!hasRoom) {
            readKnown();
        }
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
        var articles = known;
        return articles == null || !isTrusted() || articles.mayHave(id, clock.instant());
    }

    /** False where it is certain that nothing has ever been public at the slug. */
    boolean mayHaveSlug(String slug) {
        var articles = known;
        return articles == null || !isTrusted() || articles.mayHave(slug, clock.instant());
    }

    @Override
    public boolean isTrusted() {
        return notifications.isTrusted();
    }

    /**
     * Null where there is none that is good.
     *
     * @param compressed whether it should be: that is done when it is first asked for, and once
     */
    Answer find(String key, boolean compressed) {
        var answer = answers.getIfPresent(key);
        if (answer == null || !isGood(answer)) {
            return null;
        }
        return inForm(key, answer, compressed);
    }

    /** Compressed if it should be and was not yet; then it is kept so. */
    Answer inForm(String key, Answer answer, boolean compressed) {
        if (!compressed || !answer.isWorthCompressing()) {
            return answer;
        }
        var made = answer.compressed();
        answers.asMap().computeIfPresent(key, (any, present) -> present == answer ? made : present);
        return made;
    }

    private boolean isGood(Answer answer) {
        return generations.isGood(answer.since(), answer.dependsOn())
                && (answer.goodUntil() == null || clock.instant().isBefore(answer.goodUntil()));
    }

    /** A load that is under way already, if nothing has changed since it began; else a new one. */
    Load load(String key) {
        var now = generations.now();
        return loads.compute(
                key,
                (any, present) ->
                        present != null && present.since == now ? present : new Load(this, key, now));
    }

    void loaded(Load load, Answer answer) {
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
        return clock.instant().plus(config.countsAge());
    }
}
