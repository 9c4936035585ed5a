package bantin.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** What an operator decides about the site; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin")
public interface SiteConfig {

    /** The zone whose offset all times are printed with. */
    @WithDefault("Asia/Ho_Chi_Minh")
    ZoneId timeZone();

    /** The locale (BCP 47) of an article that names none, and the one that goes first where a slug has several. */
    @WithDefault("vi")
    String locale();

    /** Where the embedded database and the first admin key are kept. */
    @WithDefault("data")
    Path dataDir();

    /** The first admin key; made by chance into the data directory when absent. */
    Optional<String> adminKey();

    /** Whether an empty embedded database is filled with demo content. */
    @WithDefault("true")
    boolean demo();

    /** Where the embedded database listens, on the loopback interface; 0 for a port that is free. */
    @WithName("database.port")
    @WithDefault("0")
    int databasePort();

    /** PostgreSQL itself, for what needs a session of its own, where the JDBC URL names a pooler that shares sessions. */
    @WithName("database.direct-url")
    String databaseDirectUrl();

    /** Set by {@code run} to end after a start and what usually follows it: not for operators. */
    @WithDefault("false")
    boolean trainingRun();

    /** Set by {@code Main} when it has started a database: not for operators. */
    @WithName("database.embedded")
    @WithDefault("false")
    boolean databaseEmbedded();
}
