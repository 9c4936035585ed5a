package bantin.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records what is logged while it is open. */
public final class LogRecords extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public LogRecords() {
        ROOT.addHandler(this);
    }

    /** Warnings, errors and stack traces. */
    public List<String> alarming() {
        return records.stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue() || entry.getThrown() != null)
                .map(entry -> entry.getLevel() + " " + entry.getLoggerName() + " " + entry.getMessage() + " "
                        + entry.getThrown())
                .toList();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
