package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.database.SqlFragment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * SQL statements that are kept as files in {@code src/test/resources/golden}, so that a reader sees each as a whole,
 * and a change of the code that assembles it shows. {@code -Dgolden=write} writes the files anew.
 */
public final class GoldenSql {

    private static final Path FILES = Path.of("src/test/resources/golden");

    private GoldenSql() {}

    /** @param statement ends with a comment on each parameter in the file */
    public static void assertUnchanged(String name, String comment, SqlFragment statement) {
        var parameters = statement.parameters().entrySet().stream()
                .map(each -> "-- :" + each.getKey() + " = " + each.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
        var actual = "-- " + comment + "\n" + statement.text().strip() + "\n" + parameters;
        var file = FILES.resolve(name + ".sql");
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(FILES);
                Files.writeString(file, actual);
            }
            assertThat(file).as("-Dgolden=write writes it").exists();
            assertThat(actual).as("-Dgolden=write writes " + file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
