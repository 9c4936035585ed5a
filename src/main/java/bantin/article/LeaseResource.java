package bantin.article;

import bantin.access.ApiKey;
import bantin.access.Caller;
import bantin.access.Role;
import bantin.openapi.OperationHint;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.text.Nfc;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The editing lease of an article, for callers who may edit the article. */
@Path("/api/v1/articles/{id}/lease")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Leases", description = "Who is editing an article. A lease blocks no writes.")
public class LeaseResource {

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @GET
    @Operation(
            summary = "Get the editing lease of an article",
            description = "Returns who is editing the article, and until when. If nobody holds the lease, or it has "
                    + "expired, the response is a 404.")
    public LeaseDetails getLease(@RestPath long id) {
        return leaseOf(id)
                .current()
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "Nobody holds the editing lease of this article."));
    }

    @PUT
    @Transactional
    @Operation(
            summary = "Acquire or renew the editing lease of an article",
            description = "The body is optional. The holder is an API key and a name, because several people may use "
                    + "one key. The same key and name renews the lease. If somebody else holds it, the response is a "
                    + "409 with `heldBy` and `until`, unless `takeOver` is `true`. A lease tells editors of each "
                    + "other: it changes nothing of the article, and blocks no writes.",
            extensions = @Extension(name = OperationHint.NO_ETAG, value = "true"))
    public LeaseDetails acquireLease(@RestPath long id, @RequestBody(required = false) LeaseRequest request) {
        return leaseOf(id).acquire(holder(request.name()), request.duration(), request.takesOver());
    }

    @DELETE
    @Transactional
    @Operation(
            summary = "Release the editing lease of an article",
            description = "Releases the lease of this API key and name. If somebody else holds it, the response is a "
                    + "409 with `heldBy` and `until`.")
    @APIResponse(responseCode = "204", description = "Nobody holds the lease")
    public void releaseLease(
            @RestPath long id,
            @Parameter(description = "The name with which the lease was acquired. Default: the name of the API key.")
                    @RestQuery
                    String name) {
        leaseOf(id).release(holder(name == null ? null : Nfc.of(name)));
    }

    private EditLease leaseOf(long id) {
        var now = clock.instant();
        var article = PublicationState.find(id, caller, now).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMayEdit(article, caller, now);
        return new EditLease(id, now);
    }

    private EditLease.Holder holder(String name) {
        return new EditLease.Holder(caller.keyId(), name != null ? name : ApiKey.<ApiKey>findById(caller.keyId()).name);
    }
}
