package bantin.demo;

import bantin.article.Article;
import bantin.article.ArticleContent;
import bantin.contributor.Contributor;
import bantin.contributor.ContributorContent;
import bantin.json.JsonPayload;
import bantin.json.StrictJson;
import bantin.section.Section;
import bantin.section.SectionContent;
import bantin.site.SiteConfig;
import bantin.tag.Tag;
import bantin.tag.TagContent;
import bantin.views.ViewCount;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jboss.logging.Logger;

/**
 * Fills an empty embedded database with the news of an invented city. It uses the same records, checks and entity
 * methods as the API.
 */
@ApplicationScoped
class DemoContent {

    private static final Logger LOG = Logger.getLogger(DemoContent.class);

    @Inject
    SiteConfig site;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    @Transactional
    void load(@Observes @Priority(20) StartupEvent started) throws IOException {
        if (!site.databaseEmbedded() || !site.demo() || Section.count() + Article.count() > 0) {
            return;
        }
        JsonNode content;
        try (var file = DemoContent.class.getResourceAsStream("/demo/content.json")) {
            content = new ObjectMapper().readTree(file);
        }
        var now = clock.instant();
        for (var section : content.get("sections")) {
            new Section(read(section, SectionContent.class), now).persist();
        }
        for (var contributor : content.get("contributors")) {
            new Contributor(read(contributor, ContributorContent.class), now).persist();
        }
        for (var tag : content.get("tags")) {
            new Tag(read(tag, TagContent.class), now).persist();
        }
        for (var article : content.get("articles")) {
            load((ObjectNode) article, now);
        }
        LOG.infof(
                "Loaded %d demo articles. To start with an empty database, set bantin.demo=false.",
                content.get("articles").size());
    }

    private void load(ObjectNode source, Instant now) throws IOException {
        var status = source.remove("status").textValue();
        var views = source.remove("views").longValue();
        var reason = source.remove("reason");
        var written =
                OffsetDateTime.parse(source.get("publishedAt").textValue()).toInstant();
        var created = written.isBefore(now) ? written : now;
        var article = Article.draft(read(source, ArticleContent.class), site.locale(), null, created);
        if (!status.equals("draft")) {
            article.lifecycle().publish(null, created);
        }
        if (status.equals("withdrawn")) {
            article.lifecycle().withdraw(reason.textValue(), now);
        }
        article.save();
        if (views > 0) {
            ViewCount.start(article.id, views);
        }
    }

    private <T extends JsonPayload> T read(JsonNode source, Class<T> type) throws IOException {
        return json.read(source.toString().getBytes(StandardCharsets.UTF_8), type);
    }
}
