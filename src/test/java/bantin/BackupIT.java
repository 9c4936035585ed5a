package bantin;

import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.InstalledPostgres;
import bantin.testsupport.Json;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about dumps, with an installed PostgreSQL. */
class BackupIT {

    private InstalledPostgres postgres;

    @TempDir
    private Path directory;

    @Test
    void a_dump_is_restored_into_an_empty_database_with_articles_views_and_keys() throws Exception {
        try (var installed = InstalledPostgres.start(directory.resolve("postgres"))) {
            postgres = installed;
            postgres.execute(
                    "create role bantin login",
                    "create database bantin owner bantin",
                    "create database restored owner bantin");
            String article;
            String text;
            try (var node = start("bantin")) {
                article = node.publish("Kè chắn sóng", KEY);
                text = node.get(article).body();
                assertThat(node.post(article + "/views", "", KEY).statusCode()).isEqualTo(200);
            }
            var dump = directory.resolve("bantin.dump").toString();
            run("pg_dump", "-Fc", "-f", dump, address("bantin"));
            run("pg_restore", "--exit-on-error", "--no-owner", "--role=bantin", "-d", address("restored"), dump);
            try (var node = start("restored")) {
                assertThat(node.get(article).body()).isEqualTo(text);
                assertThat(Json.read(node.get(article + "/views").body())
                                .get("views")
                                .intValue())
                        .isEqualTo(1);
                assertThat(node.get("/api/v1/articles?q=ke+chan+song").body()).contains("Kè chắn sóng");
                assertThat(node.post("/api/v1/tags", "{\"name\": \"Mới\"}", KEY).statusCode())
                        .isEqualTo(201);
            }
        }
    }

    private PackagedServer start(String database) {
        var url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database;
        return PackagedServer.start(directory.resolve("data-" + database), Nodes.settings(url, "bantin", ""));
    }

    private String address(String database) {
        return "postgresql://bantin@127.0.0.1:" + postgres.port() + "/" + database;
    }

    private static void run(String program, String... arguments) {
        var command = new ArrayList<>(List.of(Programs.find(program).toString()));
        command.addAll(List.of(arguments));
        Programs.run(command);
    }
}
