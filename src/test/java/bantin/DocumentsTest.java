package bantin;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks of the Markdown files and of comments in Java: the length of lines, and the targets of links. */
class DocumentsTest {

    private static final int COLUMNS = 120;
    private static final Pattern LINK = Pattern.compile("\\]\\((?<path>[^)#\\s:]*)(?:#(?<heading>[^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern GENERATED = Pattern.compile("(?s)<!-- (\\w+): written by .*?<!-- /\\1 -->");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|^ {4}.*?$");
    private static final Pattern COMMENT = Pattern.compile(" *(/?\\*|//)");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`\\n]*`");

    @Test
    void lines_of_prose_have_at_most_120_columns() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var document : documents()) {
            prose(document)
                    .lines()
                    .filter(line -> !line.startsWith("|") && line.codePointCount(0, line.length()) > COLUMNS)
                    .forEach(line -> tooLong.add(document + ": " + line));
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void lines_of_comments_have_at_most_120_columns() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(DocumentsTest::lines)
                            .filter(line -> COMMENT.matcher(line).lookingAt())
                            .filter(line -> line.codePointCount(0, line.length()) > COLUMNS))
                    .isEmpty();
        }
    }

    @Test
    void links_lead_to_files_and_headings_that_exist() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var link = LINK.matcher(
                    INLINE_CODE.matcher(withoutCode(Files.readString(document))).replaceAll("code"));
            while (link.find()) {
                var target = document.resolveSibling(link.group("path")).normalize();
                if (link.group("path").isEmpty()) {
                    target = document;
                }
                if (!Files.exists(target)
                        || link.group("heading") != null && !headings(target).contains(link.group("heading"))) {
                    broken.add(document + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without code and tables of measurements. */
    private static String prose(Path document) throws IOException {
        return withoutCode(GENERATED.matcher(Files.readString(document)).replaceAll(""));
    }

    private static String withoutCode(String text) {
        return CODE.matcher(text).replaceAll("");
    }

    /** As GitHub names them. */
    private static Set<String> headings(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(toSet());
    }

    private static List<Path> documents() throws IOException {
        try (var root = Files.list(Path.of(""));
                var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }
}
