package bantin.testsupport;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The SQL that Hibernate sends, while somebody wants to see it. */
@PersistenceUnitExtension
public class SentStatements implements StatementInspector {

    private static volatile List<String> sent;

    public static List<String> during(Runnable work) {
        sent = new CopyOnWriteArrayList<>();
        try {
            work.run();
            return List.copyOf(sent);
        } finally {
            sent = null;
        }
    }

    @Override
    public String inspect(String sql) {
        var listening = sent;
        if (listening != null) {
            listening.add(sql);
        }
        return sql;
    }
}
