package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.database.Row;
import bantin.http.IfMatch;
import bantin.http.Representation;
import bantin.idempotency.Idempotent;
import bantin.openapi.OperationHint;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.section.Section;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The revisions of an article, for callers who may edit it. */
@Path("/api/v1/articles/{id}/revisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Revisions", description = "The saved revisions of an article's content")
public class RevisionResource {

    private static final Sort LATEST_FIRST = Sort.byNumber("-number", "e.number");

    @Inject
    Caller caller;

    @Inject
    Session database;

    @Inject
    Clock clock;

    @Schema(description = "A revision without its content")
    public record RevisionSummary(
            @Schema(examples = "1", required = true) Integer number,
            @Schema(required = true) Instant createdAt,

            @Schema(description = "The id of the API key that saved the revision", examples = "1")
            Long keyId,

            @Schema(examples = "Thành phố họp trực tuyến với các xã", required = true)
            String title)
            implements Representation {

        static RevisionSummary of(Row row) {
            return new RevisionSummary(
                    row.get("number", Integer.class),
                    row.time("created_at"),
                    row.get("key_id", Long.class),
                    row.text("title"));
        }
    }

    @Schema(description = "A revision with its content as it was saved")
    public record RevisionDetails(
            @Schema(examples = "1", required = true) Integer number,
            @Schema(required = true) Instant createdAt,

            @Schema(description = "The id of the API key that saved the revision", examples = "1")
            Long keyId,

            @Schema(required = true) ArticleContent content)
            implements Representation {

        static RevisionDetails of(Revision revision) {
            return new RevisionDetails(revision.number, revision.createdAt, revision.keyId, revision.content());
        }
    }

    @GET
    @Operation(
            summary = "List the revisions of an article, latest first",
            description = "Returns the time, the API key and the title of each revision, without its content.")
    public RestResponse<Page<RevisionSummary>> listRevisions(@RestPath long id, @BeanParam ListParameters parameters) {
        var article = find(id);
        var violations = parameters.violations();
        var page = parameters.page(LATEST_FIRST, violations);
        violations.throwIfAny();
        var rows = KeysetQuery.ofColumns(
                        "select e.number, e.created_at, e.key_id, e.title", "\nfrom revision e", "e.id")
                .where("e.article_id = :article")
                .with("article", article.id)
                .rows(database, page);
        return rows.answer(page, RevisionSummary::of);
    }

    @GET
    @Path("{number}")
    @Operation(
            summary = "Get a revision",
            description = "Returns the content as it was saved, in the format that `PUT` accepts.")
    public RevisionDetails getRevision(@RestPath long id, @RestPath int number) {
        return RevisionDetails.of(revision(find(id), number));
    }

    @POST
    @Path("{number}/restore")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Restore the content of a revision",
            description = "Saves the content of this revision as a new revision. The status of the article does not "
                    + "change. Requires `If-Match`.",
            extensions = @Extension(name = OperationHint.REQUIRES_IF_MATCH, value = "true"))
    public ArticleDetails restoreRevision(
            @RestPath long id, @RestPath int number, @HeaderParam("If-Match") String ifMatch) {
        var article = workable(Article.lock(id));
        IfMatch.require(ifMatch, article.version);
        Section.loadWithAncestors(article.section);
        article.restore(revision(article, number), caller.keyId(), clock.instant());
        article.save();
        return ArticleDetails.written(article, clock.instant());
    }

    private Article find(long id) {
        return workable(Article.findByIdOptional(id));
    }

    private Article workable(Optional<Article> found) {
        var article = found.orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMayEdit(article.state(), caller, clock.instant());
        return article;
    }

    private static Revision revision(Article article, int number) {
        return Revision.find(article, number)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "The article has no revision with this number."));
    }
}
