package bantin.delivery;

import bantin.access.KnownKeys;
import bantin.article.Article;
import bantin.background.BackgroundThreads;
import bantin.database.DirectConnections;
import bantin.database.NotificationState;
import bantin.database.Notifications;
import bantin.entity.EntityWritten;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finished answers for readers, and what spoils them: a change by this node as soon as it is committed, and before it is
 * answered; a change by another node as soon as its notification is heard; and time, where something becomes due. While
 * notifications may be missed, nothing is taken from here.
 */
@Startup
@ApplicationScoped
class Memory implements Notifications.Listener, NotificationState {

    /** What every list of articles depends on. */
    static final String ARTICLES = "articles";

    private static final String[] LISTS = {ARTICLES};
    private static final String ARTICLE = "article ";
    private static final String SLUG = "slug ";
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
    /** One at a time; what is to be read when it has ended is not read any more. */
    private final ExecutorService reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
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
        var turn = turns.incrementAndGet();
        known = null;
        reader.execute(() -> {
            try (var connection = sessions.open("bantin known articles", READ_SECONDS)) {
                var read = Known.sizedFor(connection);
                beingRead = read;
                read.readAll(connection);
                if (turn == turns.get()) {
                    known = read;
                }
            } catch (SQLException e) {
                LOG.debug("what articles there are could not be read", e);
            }
        });
    }

    @Override
    public void heard(String message) {
        if (message.equals("keys")) {
            keys.forgetAll();
            return;
        }
        var words = message.split(" ");
        if (words.length == 3 && words[0].equals("article")) {
            articleChanged(Long.parseLong(words[1]), words[2]);
            return;
        }
        generations.allChanged();
        if (message.equals("articles")) {
            readKnown();
        }
    }

    void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntityWritten written) {
        if (written.entity() instanceof Article article) {
            articleChanged(article.id, article.slug);
        } else {
            generations.allChanged();
        }
    }

    private void articleChanged(long id, String slug) {
        var isKnown = Stream.of(Optional.ofNullable(beingRead), Optional.ofNullable(known))
                .flatMap(Optional::stream)
                .allMatch(articles -> articles.add(id, slug));
        if (!isKnown) {
            readKnown();
        }
        generations.changed(article(id));
        generations.changed(slug(slug));
        generations.changed(ARTICLES);
    }

    static String article(long id) {
        return ARTICLE + id;
    }

    static String slug(String slug) {
        return SLUG + slug;
    }

    /** False for an article or a slug that is certainly not there. */
    boolean mayBeThere(String name) {
        var articles = known;
        if (articles == null) {
            return true;
        }
        return name.startsWith(ARTICLE)
                ? articles.mayHave(Long.parseLong(name.substring(ARTICLE.length())))
                : !name.startsWith(SLUG) || articles.mayHave(name.substring(SLUG.length()));
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
    Load load(String key, String dependsOn) {
        var now = generations.now();
        return loads.compute(
                key,
                (any, present) ->
                        present != null && present.since == now ? present : new Load(this, key, now, dependsOn));
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
