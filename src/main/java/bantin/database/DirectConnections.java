package bantin.database;

import bantin.site.SiteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections outside of the pools, each with its own session, to {@code bantin.database.direct-url}: PostgreSQL
 * itself, even if the pools use a pooler that shares sessions.
 */
@ApplicationScoped
public class DirectConnections {

    @Inject
    SiteConfig site;

    @ConfigProperty(name = "quarkus.datasource.username")
    Optional<String> user;

    @ConfigProperty(name = "quarkus.datasource.password")
    Optional<String> password;

    /**
     * The caller closes the connection.
     *
     * @param name the application name in {@code pg_stat_activity}
     * @param seconds the time after which a call without a response fails
     */
    public Connection open(String name, int seconds) throws SQLException {
        var properties = new Properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", String.valueOf(seconds));
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(site.databaseDirectUrl(), properties);
    }
}
