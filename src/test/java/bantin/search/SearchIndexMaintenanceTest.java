package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Archive;
import bantin.testsupport.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Searches find articles by the new name of a section, tag or contributor, soon after it was renamed. */
@QuarkusTest
class SearchIndexMaintenanceTest {

    @Inject
    SearchIndexMaintenance maintenance;

    /** More articles than the job reindexes at once. */
    @Test
    void all_articles_of_a_renamed_tag_are_found_by_its_new_name() {
        var tag = aTag("Vui");
        Archive.of(120).in(aSection("Mục")).titled("Tin").tagged(n -> tag).write();
        search("vui").then().body("page.total", equalTo(120));
        int id = asReader().get("/tags").path("items[0].id");
        patch("/tags/" + id, Map.of("name", "Buồn"));
        await(() -> {
            maintenance.reindexRenamed();
            return search("vui").<Integer>path("page.total") == 0;
        });
        search("buồn").then().body("page.total", equalTo(120));
    }

    /** Neither transaction sees what the other has written. */
    @Test
    void an_article_that_is_saved_while_its_tag_is_renamed_is_found_by_the_new_name() throws SQLException {
        aTag("Cũ");
        anArticle().titled("Tin").published();
        try (var renaming = Sql.connect();
                var saving = Sql.connect()) {
            renaming.setAutoCommit(false);
            saving.setAutoCommit(false);
            Sql.execute(renaming, "update tag set name = 'Mới', version = version + 1 where slug = 'cu'");
            Sql.execute(
                    saving,
                    "insert into article_tag (article_id, tag_id, position) select a.id, t.id, 0 from article a, tag t",
                    "set constraints all immediate");
            renaming.commit();
            // the job has seen the new name, and waits for transactions that may not see it
            await(() -> {
                maintenance.reindexRenamed();
                return Sql.one("select barrier is not null from search_rename_queue", Boolean.class);
            });
            maintenance.reindexRenamed();
            saving.commit();
        }
        await(() -> {
            maintenance.reindexRenamed();
            return found("mới").equals(List.of("Tin"));
        });
        assertThat(found("cũ")).isEmpty();
    }
}
