package bantin.views;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Sets up the connections that count views: a statement ends when its callers have timed out, and a commit returns only
 * when it is on disk, whatever the default of the server is.
 */
@Singleton
@DataSource(ViewCounter.DATABASE)
class CounterConnections implements AgroalPoolInterceptor {

    @Inject
    ViewsConfig config;

    @Override
    public void onConnectionCreate(Connection connection) {
        var millis = (int) config.timeout().toMillis();
        try (var statement = connection.createStatement()) {
            // Shorter than the network timeout, so that the server rolls back before the connection breaks.
            statement.execute("set statement_timeout = " + millis);
            statement.execute("""
                    select set_config('synchronous_commit', 'on', false)
                     where current_setting('synchronous_commit') in ('off', 'local')
                    """);
            connection.setNetworkTimeout(Runnable::run, millis + millis / 2);
        } catch (SQLException e) {
            throw new IllegalStateException("A connection for counting views could not be set up", e);
        }
    }
}
