package bantin.delivery;

import bantin.article.Article;
import bantin.database.Notifications;
import bantin.entity.EntitySaved;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finished answers for readers, and what spoils them: a change by this node as soon as it is committed, and before it is
 * answered; a change by another node as soon as its notification is heard; and time, where something becomes due. While
 * notifications may be missed, nothing is taken from here.
 */
@Startup
@ApplicationScoped
class Memory implements Notifications.Listener {

    /** What every list of articles depends on. */
    static final String ARTICLES = "articles";

    private static final String[] LISTS = {ARTICLES};

    @Inject
    DeliveryConfig config;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    Optional<String> user;

    @ConfigProperty(name = "quarkus.datasource.password")
    Optional<String> password;

    private final Generations generations = new Generations();
    private final Map<String, Load> loads = new ConcurrentHashMap<>();
    private Cache<String, Answer> answers;
    private volatile NextDue nextDue;
    private Notifications notifications;

    @PostConstruct
    void start() {
        answers = Caffeine.newBuilder()
                .maximumWeight(config.cacheSize().asLongValue())
                .weigher((String key, Answer answer) -> 2 * key.length() + answer.size())
                .build();
        metrics.gauge("bantin.delivery.answers", answers, Cache::estimatedSize);
        notifications = new Notifications("bantin", this::connection, this);
        notifications.start();
    }

    void stop(@Observes ShutdownEvent ended) {
        notifications.close();
    }

    private Connection connection() throws SQLException {
        var properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", "1");
        properties.setProperty("ApplicationName", "bantin notifications");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public void listening() {
        generations.allChanged();
    }

    @Override
    public void heard(String message) {
        var words = message.split(" ");
        if (words[0].equals("article")) {
            articleChanged(words[1], words[2]);
        } else {
            generations.allChanged();
        }
    }

    void saved(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntitySaved saved) {
        if (saved.entity() instanceof Article article) {
            articleChanged(String.valueOf(article.id), article.slug);
        } else {
            generations.allChanged();
        }
    }

    private void articleChanged(String id, String slug) {
        generations.changed(article(id));
        generations.changed(slug(slug));
        generations.changed(ARTICLES);
    }

    static String article(Object id) {
        return "article " + id;
    }

    static String slug(String slug) {
        return "slug " + slug;
    }

    boolean isTrusted() {
        return notifications.isTrusted();
    }

    /** Null where there is none that is good. */
    Answer find(String key) {
        var answer = answers.getIfPresent(key);
        return answer != null && isGood(answer) ? answer : null;
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

    /** When the next article comes due; asked for again only when some article has changed, or one has come due. */
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
