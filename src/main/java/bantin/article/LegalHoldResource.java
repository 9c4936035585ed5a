package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.openapi.OperationHint;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The legal hold of an article, for admins. */
@Path("/api/v1/articles/{id}/legal-hold")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Tag(name = "Legal holds", description = "Articles that nobody may delete")
public class LegalHoldResource {

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @PUT
    @Transactional
    @Operation(
            summary = "Set a legal hold on an article",
            description = "While it stands, nobody can move the article to the trash or purge it, and an article that "
                    + "is already in the trash stays there. The article keeps its version, and readers notice "
                    + "nothing. If there is a hold already, its reason is replaced. Requires the role `admin`.",
            extensions = {
                @Extension(name = OperationHint.NEVER_PROBLEMS, value = "CONFLICT"),
                @Extension(name = OperationHint.NO_ETAG, value = "true")
            })
    public LegalHold setLegalHold(@RestPath long id, LegalHoldRequest request) {
        return lock(id).hold(request.reason(), caller.keyId(), clock.instant());
    }

    @DELETE
    @Transactional
    @Operation(
            summary = "Remove the legal hold of an article",
            description = "The article can then be deleted again; one that has been in the trash for longer than "
                    + "`BANTIN_TRASH_RETENTION` is purged soon. Requires the role `admin`.",
            extensions = @Extension(name = OperationHint.NEVER_PROBLEMS, value = "CONFLICT"))
    @APIResponse(responseCode = "204", description = "The article has no legal hold")
    public void removeLegalHold(@RestPath long id) {
        lock(id).releaseHold();
    }

    private static Article lock(long id) {
        return Article.lock(id).orElseThrow(ArticlePermissions::notFound);
    }
}
