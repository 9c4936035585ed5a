package bantin.testsupport;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The SQL that Hibernate sends, while somebody wants to know. */
@PersistenceUnitExtension
public class Statements implements StatementInspector {

    private static volatile List<String> sent;

    /** How many SQL statements the work cost. */
    public static long of(Runnable work) {
        return during(work).size();
    }

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
