import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs that put load on something, and what they measured. */
final class Load {

    /**
     * What was measured: requests a second, and milliseconds.
     *
     * @param cpuMicros processor time of the server for each request, in microseconds; NaN if it was not measured
     */
    record Result(double throughput, double p50, double p99, long errors, double cpuMicros) {

        Result(double throughput, double p50, double p99, long errors) {
            this(throughput, p50, p99, errors, Double.NaN);
        }

        static Result median(List<Result> results) {
            return results.stream()
                    .sorted(Comparator.comparingDouble(Result::throughput))
                    .toList()
                    .get(results.size() / 2);
        }
    }

    private Load() {}

    /** A load, and the processor time that a server and its child processes use for it meanwhile. */
    static Result withCpu(Process server, int seconds, Callable<Result> load) throws Exception {
        var before = Cpu.withChildren(server);
        var result = load.call();
        var millis = Cpu.withChildren(server) - before;
        return new Result(result.throughput, result.p50, result.p99, result.errors,
                1000 * millis / (result.throughput * seconds));
    }

    /** {@code GET} of one address. */
    static Result wrk(int connections, int seconds, String url, List<String> headers)
            throws IOException, InterruptedException {
        var command = command(connections, seconds);
        for (var header : headers) {
            command.addAll(List.of("-H", header));
        }
        command.add(url);
        return measured(command);
    }

    /** Requests for many ids, as {@code requests.lua} makes them of these arguments. */
    static Result wrk(int connections, int seconds, String server, String... requests)
            throws IOException, InterruptedException {
        var command = command(connections, seconds);
        command.addAll(List.of("-s", "bench/requests.lua", server, "--"));
        command.addAll(List.of(requests));
        return measured(command);
    }

    /** {@code GET} of the paths in a file, one a line. */
    static Result wrkPaths(int connections, int seconds, String server, Path paths)
            throws IOException, InterruptedException {
        var command = command(connections, seconds);
        command.addAll(List.of("-s", "bench/paths.lua", server, "--", paths.toString()));
        return measured(command);
    }

    private static List<String> command(int connections, int seconds) {
        return new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency"));
    }

    private static Result measured(List<String> command) throws IOException, InterruptedException {
        var output = Tools.run(command);
        return new Result(
                Double.parseDouble(Tools.find(output, "Requests/sec:\\s+([\\d.]+)").group(1)),
                wrkMillis(Tools.find(output, "50%\\s+([\\d.]+)(us|ms|s)")),
                wrkMillis(Tools.find(output, "99%\\s+([\\d.]+)(us|ms|s)")),
                count(output, "Non-2xx or 3xx responses: (\\d+)") + count(output, "Socket errors: .*read (\\d+)"));
    }

    private static long count(String output, String pattern) {
        var found = Pattern.compile(pattern).matcher(output);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static double wrkMillis(Matcher time) {
        var value = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }

    /** With its own log of each transaction, of which it only sums up averages itself. */
    static Result pgbench(Server server, int connections, int seconds, String script)
            throws IOException, InterruptedException {
        var file = Tools.WORK.resolve("pgbench.sql");
        Files.writeString(file, script);
        var log = Tools.WORK.resolve("pgbench-log");
        var builder = new ProcessBuilder(
                System.getenv("PGBENCH"), "-h", "127.0.0.1", "-p", String.valueOf(server.databasePort()), "-U", "postgres",
                "-n", "-M", "prepared", "-c", String.valueOf(connections), "-j", "1", "-T", String.valueOf(seconds),
                "-f", file.toString(), "-l", "--log-prefix=" + log, "postgres");
        builder.environment().put("PGPASSWORD", server.password());
        var output = Tools.run(builder);
        var micros = new ArrayList<Long>();
        try (var files = Files.newDirectoryStream(Tools.WORK, "pgbench-log*")) {
            for (var each : files) {
                try (var lines = Files.lines(each)) {
                    lines.forEach(line -> micros.add(Long.parseLong(line.split(" ")[2])));
                }
                Files.delete(each);
            }
        }
        micros.sort(null);
        return new Result(
                Double.parseDouble(Tools.find(output, "tps = ([\\d.]+)").group(1)),
                micros.get(micros.size() / 2) / 1e3,
                micros.get(micros.size() * 99 / 100) / 1e3,
                0);
    }

    static Result redisIncrements(int port, int connections, int seconds, boolean durable)
            throws IOException, InterruptedException {
        Tools.run(List.of("redis-cli", "-p", String.valueOf(port), "config", "set", "appendfsync", durable ? "always" : "no"));
        Tools.run(List.of("redis-cli", "-p", String.valueOf(port), "config", "set", "appendonly", durable ? "yes" : "no"));
        // for about as long as the others
        int requests = seconds * (durable ? 8_000 : 60_000);
        var output = Tools.run(List.of("redis-benchmark", "-p", String.valueOf(port), "-c", String.valueOf(connections),
                "-n", String.valueOf(requests), "--csv", "incr", "views:1"));
        var row = output.lines().reduce((first, last) -> last).orElseThrow().replace("\"", "").split(",");
        // test, rps, avg, min, p50, p95, p99, max
        int columns = row.length;
        return new Result(
                Double.parseDouble(row[columns - 7]),
                Double.parseDouble(row[columns - 4]),
                Double.parseDouble(row[columns - 2]),
                0);
    }
}
