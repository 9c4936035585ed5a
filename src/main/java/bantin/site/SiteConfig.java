package bantin.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/** The configuration of the site; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin")
public interface SiteConfig {

    /** The time zone of the site. Times in responses have its UTC offset. */
    @WithDefault("Asia/Ho_Chi_Minh")
    ZoneId timeZone();

    /** The locale (BCP 47) of articles that are created without one. It is preferred if several locales have a slug. */
    @WithDefault("vi")
    String locale();

    /** The directory of the embedded database and of the first admin key. */
    @WithDefault("data")
    Path dataDir();

    /** The first admin key. Default: a random key, written to the data directory. */
    Optional<String> adminKey();

    /** Whether an empty embedded database is filled with demo content. */
    @WithDefault("true")
    boolean demo();

    /** The port of the embedded database, on the loopback interface; 0 selects any free port. */
    @WithName("database.port")
    @WithDefault("0")
    int databasePort();

    /** The JDBC URL of PostgreSQL itself. It is needed if the JDBC URL is that of a pooler that shares sessions. */
    @WithName("database.direct-url")
    String databaseDirectUrl();

    /** Internal: {@code run} sets it to make a training run, which stops after the start and typical requests. */
    @WithDefault("false")
    boolean trainingRun();

    /** Internal: {@code Main} sets it if it starts the embedded database. */
    @WithName("database.embedded")
    @WithDefault("false")
    boolean databaseEmbedded();
}
