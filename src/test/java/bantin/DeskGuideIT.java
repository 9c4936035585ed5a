package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the guide as they stand there, and compares what they print with what the guide shows. */
class DeskGuideIT {

    private static final Path GUIDE = Path.of("docs/how-to/desk.md");

    /** Commands, and what they print, if the guide shows it. */
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```sh\\n(?<commands>.*?)^```$(?:\\s*^```json\\n(?<output>.*?)^```$)?");

    private static final String END_OF_BLOCK = "### end of block";

    @TempDir
    static Path data;

    private record Block(String commands, String output) {}

    @Test
    void the_guide_prints_what_it_says() throws IOException {
        var bash = Programs.find("bash").toString();
        Programs.find("curl");
        var blocks = blocks();
        try (var server = PackagedServer.start(data, Map.of())) {
            var script = blocks.stream()
                    .map(block -> block.commands + "echo '" + END_OF_BLOCK + "'\n")
                    .collect(Collectors.joining())
                    .replace("http://localhost:8080", server.address())
                    .replace("data/admin.key", data.resolve("admin.key").toString());
            var printed = Programs.run(List.of(bash, "-c", script)).split(END_OF_BLOCK + "\n");
            assertThat(printed).hasSameSizeAs(blocks);
            for (int i = 0; i < printed.length; i++) {
                if (blocks.get(i).output != null) {
                    assertThat(lines(printed[i]))
                            .as(blocks.get(i).commands)
                            .zipSatisfy(
                                    lines(blocks.get(i).output),
                                    (line, shown) -> assertThat(line).matches(pattern(shown)));
                }
            }
        }
    }

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        var found = BLOCK.matcher(Files.readString(GUIDE));
        while (found.find()) {
            blocks.add(new Block(found.group("commands"), found.group("output")));
        }
        assertThat(blocks).hasSizeGreaterThan(8);
        return blocks;
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    /** A line of the guide, where … stands for any text. */
    private static Pattern pattern(String shown) {
        return Pattern.compile(
                Arrays.stream(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
