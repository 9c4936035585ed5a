package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.article.comparison.ComparisonHtml;
import bantin.article.comparison.ContentComparison;
import bantin.article.comparison.FieldChange;
import bantin.article.comparison.NodeChange;
import bantin.database.Row;
import bantin.http.Choice;
import bantin.http.QueryParameters;
import bantin.http.Representation;
import bantin.idempotency.Idempotent;
import bantin.json.JsonStorage;
import bantin.openapi.OperationHint;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The revisions of an article, for callers who may edit it. */
@Path("/api/v1/articles/{id}/revisions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Revisions", description = "The saved revisions of an article's content")
public class RevisionResource {

    private static final Sort LATEST_FIRST = Sort.byNumber("-number", "e.number");

    /** What a revision shows of itself, and of the entry of the history that tells how it was saved. */
    private static final String SELECT = """
            select e.number, e.created_at, e.title, e.key_id, k.name as key_name,
                   h.person, h.message, array_to_string(h.changed, ',') as changed""";

    private static final String FROM = """

            from revision e
            left join api_key k on k.id = e.key_id
            left join article_history h
              on h.article_id = e.article_id and h.revision = e.number
             and h.event in ('created', 'saved', 'reverted', 'discarded')""";

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

            @Schema(description = "Who saved the revision") ChangedBy by,

            @Schema(description = "Why, if the request gave a `message`", examples = "Sửa tên người trong câu thứ hai")
            String message,

            @Schema(
                    description = "The properties that are not the same as in the revision before",
                    examples = "[\"title\", \"body\"]")
            List<String> changed,

            @Schema(examples = "Thành phố họp trực tuyến với các xã", required = true)
            String title)
            implements Representation {

        static RevisionSummary of(Row row) {
            return new RevisionSummary(
                    row.get("number", Integer.class),
                    row.time("created_at"),
                    ChangedBy.of(row),
                    row.text("message"),
                    HistoryEntry.changed(row),
                    row.text("title"));
        }
    }

    @Schema(description = "A revision with its content as it was saved")
    public record RevisionDetails(
            @Schema(examples = "1", required = true) Integer number,
            @Schema(required = true) Instant createdAt,

            @Schema(description = "Who saved the revision") ChangedBy by,

            @Schema(description = "Why, if the request gave a `message`", examples = "Sửa tên người trong câu thứ hai")
            String message,

            @Schema(
                    description = "The properties that are not the same as in the revision before",
                    examples = "[\"title\", \"body\"]")
            List<String> changed,

            @Schema(required = true) ArticleContent content)
            implements Representation {

        static RevisionDetails of(Row row) {
            return new RevisionDetails(
                    row.get("number", Integer.class),
                    row.time("created_at"),
                    ChangedBy.of(row),
                    row.text("message"),
                    HistoryEntry.changed(row),
                    contentOf(row));
        }
    }

    @Schema(description = "Two revisions, and what is different between them")
    public record RevisionComparison(
            @Schema(required = true) RevisionSummary from,
            @Schema(required = true) RevisionSummary to,

            @Schema(description = "The properties that are different, except the body", required = true)
            List<FieldChange> fields,

            @Schema(description = "All nodes of both bodies, in order", required = true)
            List<NodeChange> body,

            @Schema(
                    description = "The comparison as HTML with `<del>` and `<ins>`, present with `include=html`: the "
                            + "properties as a definition list, then the body",
                    examples = "<p>Thành phố họp <del>sáng</del><ins>chiều</ins> nay</p>")
            String html)
            implements Representation {

        static RevisionComparison of(Row from, Row to, boolean withHtml) {
            var before = contentOf(from);
            var after = contentOf(to);
            var comparison = ContentComparison.of(before, after);
            return new RevisionComparison(
                    RevisionSummary.of(from),
                    RevisionSummary.of(to),
                    comparison.fields(),
                    comparison.body(),
                    withHtml ? ComparisonHtml.write(comparison, before, after) : null);
        }
    }

    /** The representation of a comparison. */
    public static class ComparisonParameters extends QueryParameters {

        private enum Include {
            html
        }

        private static final Choice<Include> INCLUDES = Choice.of(Include.class);

        @RestQuery
        @Parameter(
                description = "`html` adds the comparison as HTML.",
                schema = @Schema(type = SchemaType.STRING, enumeration = "html"))
        public List<String> include;

        /** @throws ProblemException 400 there are unknown values or parameters */
        boolean withHtml() {
            var violations = violations();
            var added = INCLUDES.any("include", include, violations);
            violations.throwIfAny();
            return added.contains(Include.html);
        }
    }

    @GET
    @Operation(
            summary = "List the revisions of an article, latest first",
            description =
                    "Returns the title of each revision, when it was saved, by whom and why, and the properties that it "
                            + "changed, without its content.")
    public RestResponse<Page<RevisionSummary>> listRevisions(@RestPath long id, @BeanParam ListParameters parameters) {
        var article = find(id);
        var violations = parameters.violations();
        var page = parameters.page(LATEST_FIRST, violations);
        violations.throwIfAny();
        var rows = KeysetQuery.ofColumns(SELECT, FROM, "e.id")
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
        return RevisionDetails.of(row(find(id), number));
    }

    @GET
    @Path("{number}/compare/{other}")
    @Operation(
            summary = "Compare two revisions",
            description = "Returns the properties that are different, and both bodies node by node. Texts that have "
                    + "changed are compared by words. The revisions may be in any order.")
    public RevisionComparison compareRevisions(
            @RestPath long id,
            @RestPath @Parameter(description = "The number of the revision before") int number,
            @RestPath @Parameter(description = "The number of the revision after") int other,
            @BeanParam ComparisonParameters parameters) {
        var withHtml = parameters.withHtml();
        var article = find(id);
        return RevisionComparison.of(row(article, number), row(article, other), withHtml);
    }

    @POST
    @Path("{number}/restore")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Restore the content of a revision",
            description = "Saves the content of this revision as a new revision. Like any other save, it goes to the "
                    + "working copy of a published article. The status does not change. Requires `If-Match`.",
            extensions = @Extension(name = OperationHint.REQUIRES_IF_MATCH, value = "true"))
    public ArticleDetails restoreRevision(
            @RestPath long id,
            @RestPath int number,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam ChangeParameters note) {
        var article = workable(Article.lock(id));
        note.take();
        article.requireLatest(ifMatch);
        Section.loadWithAncestors(article.section);
        var revision = Revision.require(article, number);
        var now = clock.instant();
        SlugTaken.explain(caller, now, () -> article.restore(revision, caller.keyId(), now));
        article.save();
        return ArticleDetails.saved(article, caller, now);
    }

    private Article find(long id) {
        return workable(Article.withId(id));
    }

    private Row row(Article article, int number) {
        return Row.query(database, SELECT + ", e.content" + FROM + """

                        where e.article_id = :article and e.number = :number""")
                .setParameter("article", article.id)
                .setParameter("number", number)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(Revision::notFound);
    }

    private static ArticleContent contentOf(Row row) {
        return JsonStorage.read(row.text("content"), ArticleContent.class);
    }

    private Article workable(Optional<Article> found) {
        var article = found.orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMayEdit(article.state(), caller, clock.instant());
        return article;
    }
}
