package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that are not part of the build. A test that needs one is skipped where it is not installed. */
public final class Programs {

    /** Where Debian keeps what is not on everybody's PATH. */
    private static final List<String> ALSO_IN = List.of("/usr/sbin", "/usr/lib/postgresql/15/bin");

    private Programs() {}

    /** @param names of the program, any of which will do */
    public static Path find(String... names) {
        var found = Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), ALSO_IN.stream())
                .flatMap(directory -> Arrays.stream(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), () -> "not installed: " + String.join(", ", names));
        return found.orElseThrow();
    }

    /** Runs it to its end, which has to be a good one within a minute, and answers what it printed. */
    public static String run(List<String> command) {
        try {
            var output = Files.createTempFile(Path.of("target"), "program-", ".log");
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS))
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
