import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all benchmarks need: programs to start and to end, a directory that is gone afterwards, numbers as text. */
final class Tools {

    static final Path WORK = newDirectory();
    private static final List<Process> STARTED = new ArrayList<>();

    private Tools() {}

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Tools::cleanUp));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("bantin-bench-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs beside us until it is stopped, at the latest when we end. */
    static Process start(ProcessBuilder builder, String log) throws IOException {
        var process = builder.redirectErrorStream(true)
                .redirectOutput(WORK.resolve(log).toFile())
                .start();
        STARTED.add(process);
        return process;
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void cleanUp() {
        try {
            for (var process : List.copyOf(STARTED)) {
                stop(process);
            }
            try (var files = Files.walk(WORK)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("not everything was cleaned up: " + e);
        }
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    /** What it prints. */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(builder.command() + " failed:\n" + output);
        }
        return output;
    }

    static Matcher find(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in:\n" + text);
        }
        return matcher;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String millis(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.1f ms", value);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f ×" : "%.1f ×", ratio);
    }
}
