package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that are not part of the build. Tests that need one are skipped if it is not installed. */
public final class Programs {

    /** Where Debian installs programs that are not in the PATH of all users. */
    private static final List<String> ALSO_IN = List.of("/usr/sbin", "/usr/lib/postgresql/15/bin");

    private Programs() {}

    /** @param names alternatives */
    public static Path find(String... names) {
        var found = Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), ALSO_IN.stream())
                .flatMap(directory -> Arrays.stream(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), () -> "not installed: " + String.join(", ", names));
        return found.orElseThrow();
    }

    /** Runs it, and returns what it printed. It has to succeed within a minute. */
    public static String run(List<String> command) {
        return run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD), Duration.ofMinutes(1));
    }

    /** Runs it in a directory, and returns what it printed, errors included. */
    public static String run(Path directory, Duration timeout, String... command) {
        return run(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true), timeout);
    }

    static String run(ProcessBuilder builder, Duration timeout) {
        var command = builder.command();
        try {
            var output = Files.createTempFile(Path.of("target"), "program-", ".log");
            var process = builder.redirectOutput(output.toFile()).start();
            try {
                assertThat(process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS))
                        .as("ended: " + command)
                        .isTrue();
                var printed = Files.readString(output);
                assertThat(process.exitValue()).as(command + "\n" + printed).isZero();
                return printed;
            } finally {
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
