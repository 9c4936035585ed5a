package bantin.article;

import bantin.access.Caller;
import bantin.database.Row;
import bantin.http.Representation;
import bantin.media.MediaAsset;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The uses of an asset in articles, with their captions. */
@Path("/api/v1/media/{id}/captions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media")
public class CaptionResource {

    private static final Sort LATEST_FIRST = Sort.byNumber("-id", "c.id");

    /** A use that a working copy has kept is listed once, as readers see it. */
    private static final String NOT_REPEATED = """
            (a.copy_of is null or not exists (select from media_caption o
                                               where o.article_id = a.copy_of and o.key = c.key
                                                 and o.asset_id = c.asset_id))""";

    @Inject
    Session database;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Schema(description = "A use of an asset in an article, with its caption, credit and alt text there")
    public record CaptionDetails(
            @Schema(required = true) ArticleRef article,
            @Schema(examples = "hall", required = true) String key,
            @Schema(examples = "Toàn cảnh buổi làm việc") String caption,
            @Schema(examples = "Ảnh: Thu Hà") String credit,

            @Schema(examples = "Hội trường với bàn họp hình chữ U")
            String alt,

            @JsonIgnore @Schema(hidden = true) Long assetId)
            implements Representation {

        @Override
        public Stream<String> cacheTags() {
            return Stream.of("article-" + article.id(), "media-" + assetId);
        }
    }

    @Schema(description = "A reference to an article")
    public record ArticleRef(
            @Schema(examples = "42", required = true) Long id,
            @Schema(examples = "vi", required = true) String locale,

            @Schema(examples = "thanh-pho-hop-truc-tuyen-voi-cac-xa", required = true)
            String slug,

            @Schema(examples = "Thành phố họp trực tuyến với các xã", required = true)
            String title,

            @Schema(required = true) EffectiveStatus status) {}

    @GET
    @Operation(
            summary = "List the uses of an asset, latest first",
            description =
                    "Returns the uses in articles that the caller may see. Readers see uses in published articles "
                            + "only.")
    public RestResponse<Page<CaptionDetails>> listMediaCaptions(
            @RestPath long id, @BeanParam ListParameters parameters) {
        var violations = parameters.violations();
        var page = parameters.page(LATEST_FIRST, violations);
        violations.throwIfAny();
        var now = clock.instant();
        var uses = KeysetQuery.ofColumns("""
                        select main.id, a.locale, a.slug, a.title, main.status, main.published_at, main.expires_at, c.key,
                               coalesce(c.caption, m.caption) as caption, coalesce(c.credit, m.credit) as credit,
                               coalesce(c.alt, m.alt) as alt""", """

                          from media_caption c
                          join media_asset m on m.id = c.asset_id
                          join article a on a.id = c.article_id""" + ArticleReadModel.ARTICLE_OF_ROW, "c.id")
                .where("c.asset_id = :asset")
                .where(NOT_REPEATED)
                .with("asset", id);
        if (!caller.isEditor()) {
            uses.where("(a.owner_id = :key or a.copy_of is null and " + EffectiveStatus.published.condition + ")")
                    .with("key", caller.keyIdOrNone())
                    .with("now", now);
        }
        var rows = uses.rows(database, page);
        var mayKnowOfIt =
                caller.hasKey() ? MediaAsset.findById(id) != null : !rows.rows().isEmpty();
        if (!mayKnowOfIt && page.isFirst()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No media asset has this id.");
        }
        return rows.answer(page, row -> captionOf(row, id, now));
    }

    private static CaptionDetails captionOf(Row row, long assetId, Instant now) {
        var status = EffectiveStatus.of(
                ArticleStatus.valueOf(row.text("status")), row.time("published_at"), row.time("expires_at"), now);
        return new CaptionDetails(
                new ArticleRef(row.number("id"), row.text("locale"), row.text("slug"), row.text("title"), status),
                row.text("key"),
                row.text("caption"),
                row.text("credit"),
                row.text("alt"),
                assetId);
    }
}
