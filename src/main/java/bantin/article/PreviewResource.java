package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.idempotency.Idempotent;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The previews of an article, for callers who may edit it. Their tokens work in {@code bantin.reading}. */
@Path("/api/v1/articles/{id}/previews")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Previews", description = "Links that show what is not public to callers without an API key")
public class PreviewResource {

    private static final Sort BY_AGE = Sort.byNumber("id", "e.id");

    @Inject
    Caller caller;

    @Inject
    Session database;

    @Inject
    Clock clock;

    @Inject
    PreviewConfig config;

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Create a preview of an article",
            description = "The body is optional. `GET /api/v1/articles/{id}?preview=<token>` then needs no API key. "
                    + "Only this response contains the token. The preview ends when it expires, when it is revoked, "
                    + "when the API key that created it is revoked, and while the article is in the trash.")
    @APIResponseSchema(value = CreatedPreview.class, responseCode = "201")
    public RestResponse<CreatedPreview> createPreview(
            @RestPath long id, @RequestBody(required = false) PreviewRequest request, UriInfo uri) {
        var now = clock.instant();
        var article = requireMayEdit(id, now);
        if (article.status() == ArticleStatus.trashed) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The article is in the trash. Restore it, and then create the preview.");
        }
        var expiresAt = request.expiresAt() != null ? request.expiresAt() : now.plus(config.lifetime());
        check(id, request, expiresAt, now);
        var preview = new Preview(id, request, caller.keyId(), now, expiresAt);
        preview.persistAndFlush();
        var token = PreviewToken.of(preview);
        return RestResponse.ResponseBuilder.<CreatedPreview>created(
                        URI.create("/api/v1/articles/" + id + "/previews/" + preview.id))
                .entity(CreatedPreview.of(preview, token, url(id, token, uri)))
                .build();
    }

    private void check(long id, PreviewRequest request, Instant expiresAt, Instant now) {
        var violations = new Violations();
        var latest = now.plus(config.maxLifetime());
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(latest)) {
            violations.at("/expiresAt", "range", "must be in the future, and at most " + latest);
        }
        if (request.revision() != null && !Revision.exists(id, request.revision())) {
            violations.at("/revision", "unknown-reference", "the article has no revision with this number");
        }
        violations.throwIfAny();
    }

    private String url(long id, String token, UriInfo uri) {
        return config.url()
                .map(template -> url(template, id, token))
                .orElseGet(() -> uri.getBaseUriBuilder()
                        .path("api/v1/articles/" + id)
                        .queryParam("preview", token)
                        .build()
                        .toString());
    }

    /** Neither value needs to be encoded in a URL. */
    static String url(String template, long id, String token) {
        return template.replace("{id}", String.valueOf(id)).replace("{token}", token);
    }

    @GET
    @Operation(
            summary = "List the previews of an article, oldest first",
            description = "Returns the previews that have neither expired nor been revoked, without their tokens.")
    public RestResponse<Page<PreviewDetails>> listPreviews(@RestPath long id, @BeanParam ListParameters parameters) {
        var now = clock.instant();
        requireMayEdit(id, now);
        var violations = parameters.violations();
        var page = parameters.page(BY_AGE, violations);
        violations.throwIfAny();
        return KeysetQuery.ofEntities(Preview.class, "preview")
                .where("e.article_id = :article")
                .with("article", id)
                .where(Preview.VALID)
                .with("now", now)
                .rows(database, page)
                .answer(page, Preview.class, PreviewDetails::of);
    }

    @GET
    @Path("{previewId}")
    @Operation(summary = "Get a preview", description = "Returns the preview without its token.")
    public PreviewDetails getPreview(@RestPath long id, @RestPath long previewId) {
        var now = clock.instant();
        requireMayEdit(id, now);
        return Preview.find(id, previewId, now).map(PreviewDetails::of).orElseThrow(PreviewResource::notFound);
    }

    @DELETE
    @Path("{previewId}")
    @Transactional
    @Operation(
            summary = "Revoke a preview",
            description = "Its token is invalid on all nodes from the response on. It cannot be restored.")
    @APIResponse(responseCode = "204", description = "The preview was revoked")
    public void revokePreview(@RestPath long id, @RestPath long previewId) {
        requireMayEdit(id, clock.instant());
        if (!Preview.revoke(id, previewId)) {
            throw notFound();
        }
    }

    private PublicationState requireMayEdit(long id, Instant now) {
        var article = PublicationState.find(id, caller, now).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMayEdit(article, caller, now);
        return article;
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "The article has no preview with this id.");
    }
}
