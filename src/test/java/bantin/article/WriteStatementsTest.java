package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write sends the same number of SQL statements however many rows the article refers to. */
@QuarkusTest
class WriteStatementsTest {

    private static final int MANY = 50;

    @Inject
    EntityManager database;

    @BeforeEach
    void aNewsroom() {
        aSection("Tin tức");
        aSection("Quận", "tin-tuc");
        aSection("Phường", "quan");
        for (int i = 0; i < MANY; i++) {
            aTag("Thẻ " + i);
            aContributor("Người " + i);
            Newsroom.create("/media", Map.of("url", url(i)));
        }
    }

    private static String url(int i) {
        return "https://anh.example/" + i + ".jpg";
    }

    private static Map<String, Object> contentWith(int references) {
        return new LinkedHashMap<>(anArticle()
                .in("phuong")
                .with(
                        "tags",
                        IntStream.range(0, references).mapToObj(i -> "the-" + i).toList())
                .with(
                        "bylines",
                        IntStream.range(0, references)
                                .mapToObj(i -> Map.of("contributor", "nguoi-" + i))
                                .toList())
                .with(
                        "media",
                        IntStream.range(0, references)
                                .mapToObj(i -> Map.of("key", "k" + i, "asset", Map.of("url", url(i))))
                                .toList())
                .content());
    }

    private static List<String> during(Runnable write) {
        // sequences return fifty ids at once, and an API key is looked up if it was not used recently
        return Statements.during(write).stream()
                .filter(sql -> !sql.contains("nextval") && !sql.contains("from api_key"))
                .toList();
    }

    private static List<String> ofCreating(int references) {
        var content = contentWith(references);
        return during(() -> sending(asEditor(), content)
                .post("/articles?publish=true")
                .then()
                .statusCode(201));
    }

    @Test
    void creating_and_publishing_asks_once_for_each_kind_of_reference() {
        ofCreating(1);
        var few = ofCreating(1);
        var many = ofCreating(MANY);
        assertThat(many).hasSameSizeAs(few);
        for (var table : List.of("section", "tag", "contributor", "media_asset")) {
            assertThat(many)
                    .filteredOn(sql -> sql.matches("(?s).*from\\s+" + table + "\\b.*"))
                    .as(table)
                    .hasSize(1);
        }
        assertThat(many)
                .filteredOn(sql -> sql.matches("(?s).*\\barticle\\b.*") && sql.startsWith("update"))
                .isEmpty();
        assertThat(many).hasSizeLessThanOrEqualTo(MOST_OF_CREATING);
    }

    @Test
    void an_edit_of_the_title_looks_up_no_reference_again() {
        var few = ofEditing(1, "?publish=true");
        var many = ofEditing(MANY, "?publish=true");
        assertThat(many).filteredOn(sql -> sql.startsWith("update article")).allMatch(sql -> !sql.contains("body=?"));
        assertThat(many).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(MOST_OF_EDITING);
    }

    @Test
    void a_working_copy_is_written_by_a_fixed_number_of_statements() {
        assertThat(ofEditing(MANY, ""))
                .hasSameSizeAs(ofEditing(1, ""))
                .hasSizeLessThanOrEqualTo(MOST_OF_EDITING + PARTS);
    }

    @Test
    void publishing_does_not_make_the_text_anew_that_is_searched_in() {
        var draft = anArticle().titled("Mùa nước nổi").draft();
        setSearchedText(draft, " van ban da co ");
        draft.move("publish", Map.of());
        assertThat(searchedText(draft)).isEqualTo(" van ban da co ");
        asReader().get("/articles?q=nổi").then().body("items.id", equalTo(List.of((int) draft.id())));
        draft.move("publish", Map.of("publishAt", "2021-10-11T07:28:00+07:00"));
        assertThat(searchedText(draft)).isEqualTo(" van ban da co ");
        asReader()
                .get("/articles?q=nước&publishedBefore=2022-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(1));
        draft.move("unpublish", null);
        asReader().get("/articles?q=nước").then().body("items", hasSize(0));
        asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"title\": \"Chợ phiên\"}")
                .patch(draft.path() + "?publish=true")
                .then()
                .statusCode(200);
        assertThat(searchedText(draft)).contains(" cho phien ");
        asReader().get("/articles?q=chợ+phiên").then().body("items.id", equalTo(List.of((int) draft.id())));
    }

    private void setSearchedText(Newsroom.Written article, String text) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update article_search set folded = :text where article_id = :id")
                        .setParameter("text", text)
                        .setParameter("id", article.id())
                        .executeUpdate());
    }

    private String searchedText(Newsroom.Written article) {
        return (String) database.createNativeQuery("select folded from article_search where article_id = :id")
                .setParameter("id", article.id())
                .getSingleResult();
    }

    private static List<String> ofEditing(int references, String query) {
        var article = Newsroom.create("/articles?publish=true", contentWith(references));
        return during(() -> asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", article.header("ETag"))
                .body("{\"title\": \"Tiêu đề mới\"}")
                .patch("/articles/" + article.path("id") + query)
                .then()
                .statusCode(200));
    }

    /** Section, tags, contributors, assets, slug; article, tags, bylines, uses of media, revision; history twice. */
    private static final int MOST_OF_CREATING = 12;

    /** Article, sections, tags, bylines, uses of media; article, revision; history twice. */
    private static final int MOST_OF_EDITING = 9;

    /** Of a new working copy: the row, tags, bylines, uses of media. */
    private static final int PARTS = 4;
}
