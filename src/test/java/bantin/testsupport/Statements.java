package bantin.testsupport;

import bantin.background.BackgroundThread;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The SQL that Hibernate sends for requests, while somebody wants to know. What jobs send meanwhile is not theirs. */
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
        if (listening != null && !inJob()) {
            listening.add(sql);
        }
        return sql;
    }

    private static boolean inJob() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .anyMatch(name -> name.startsWith("io.quarkus.scheduler.")
                                || name.equals(BackgroundThread.class.getName())));
    }
}
