package bantin;

import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front end of docs/tutorial/news-site.md works with the packaged server and its demo content. Needs Node. */
class NewsSiteExampleIT {

    @TempDir
    Path data;

    @Test
    void the_news_site_of_the_tutorial_passes_its_tests() {
        var node = Programs.find("node").toString();
        try (var server = PackagedServer.start(data, Map.of())) {
            var cms = "CMS=" + server.address();
            var key = "KEY=" + server.adminKey();
            Programs.run(List.of("env", cms, key, node, "--test", "examples/news-site/site.test.js"));
        }
    }
}
