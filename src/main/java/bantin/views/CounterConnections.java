package bantin.views;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes a connection fit to count with: it gives up when its callers have given up, and no commit returns before it is
 * on disk, whatever the server's own setting.
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
            // The server first: it rolls back what nobody waits for any more.
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
