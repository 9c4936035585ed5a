import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes docs/benchmarks.md, each section between its two markers. */
final class Page {

    private Page() {}

    /** The same thing measured in several rounds, for each of several competitors. */
    static final class Table {

        private final String title;
        private final String unit;
        private final String ours;
        private final Map<String, List<Load.Result>> results = new LinkedHashMap<>();

        /** @param ours which of the competitors the others are compared with */
        Table(String title, String unit, String ours) {
            this.title = title;
            this.unit = unit;
            this.ours = ours;
        }

        void add(String what, Load.Result result) {
            Tools.say("  %-70s %,10.0f /s  p50 %.2f ms  p99 %.2f ms  CPU %.1f µs%s", what, result.throughput(), result.p50(),
                    result.p99(), result.cpuMicros(), result.errors() == 0 ? "" : "  " + result.errors() + " ERRORS");
            results.computeIfAbsent(what, any -> new ArrayList<>()).add(result);
        }

        @Override
        public String toString() {
            var our = Load.Result.median(results.get(ours)).throughput();
            return "\n#### %s\n\n| | %s | p50 | p99 | server CPU each | Bản Tin is |\n|---|---:|---:|---:|---:|---:|\n"
                            .formatted(title, unit)
                    + results.entrySet().stream().map(each -> row(each.getKey(), each.getValue(), our)).collect(joining());
        }

        private String row(String what, List<Load.Result> all, double our) {
            var result = Load.Result.median(all);
            return "| %s | %s | %s | %s | %s | %s |%n".formatted(
                    what,
                    Tools.number(result.throughput()),
                    Tools.millis(result.p50()),
                    Tools.millis(result.p99()),
                    Double.isNaN(result.cpuMicros()) ? "" : "%.1f µs".formatted(result.cpuMicros()),
                    what.equals(ours) ? "" : Tools.times(our / result.throughput()));
        }
    }

    static String machine(Server server, String command, String how) throws IOException, SQLException {
        return """

                Measured on %s by `%s`: %s, %d cores, %s, Linux %s, Java %s with `-Xmx256m`, PostgreSQL %s
                with `fsync` and `synchronous_commit` on, on a disk that does %s `fsync`s a second. Server, database and load
                share the cores. %s
                """.formatted(
                LocalDate.now(),
                command,
                Tools.find(Files.readString(Path.of("/proc/cpuinfo")), "model name\\s*: (.*)").group(1),
                Runtime.getRuntime().availableProcessors(),
                Tools.find(Files.readString(Path.of("/proc/meminfo")), "MemTotal:\\s*(\\d+)").group(1)
                        .replaceFirst("\\d{6}$", " GB"),
                Tools.find(System.getProperty("os.version"), "^\\d+\\.\\d+").group(),
                System.getProperty("java.version"),
                server.sql("show server_version"),
                Tools.number(fsyncs()),
                how);
    }

    private static double fsyncs() throws IOException {
        int times = 500;
        var file = Tools.WORK.resolve("fsync");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var began = System.nanoTime();
            for (int i = 0; i < times; i++) {
                channel.write(ByteBuffer.allocate(8192), 0);
                channel.force(false);
            }
            return times * 1e9 / (System.nanoTime() - began);
        }
    }

    static void write(String name, String section) throws IOException {
        var page = Path.of("docs/benchmarks.md");
        var begin = "<!-- " + name + ": written by bench/run -->";
        var end = "<!-- /" + name + " -->";
        var text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        Files.writeString(page, text.substring(0, from) + "\n" + section + text.substring(text.indexOf(end)));
        Tools.say("wrote %s", page);
    }
}
