package bantin.testsupport;

import jakarta.enterprise.inject.spi.CDI;
import org.hibernate.SessionFactory;

/** Counts what is sent to the database (Hibernate statistics). */
public final class Statements {

    private Statements() {}

    /** How many SQL statements the work cost. */
    public static long of(Runnable work) {
        var statistics = CDI.current().select(SessionFactory.class).get().getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            work.run();
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }
}
