package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.idempotency.Idempotent;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import bantin.section.Section;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The corrections of an article, which readers get with it. */
@Path("/api/v1/articles/{id}/corrections")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Corrections", description = "Public notes about what was wrong in an article")
public class CorrectionResource {

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Add a correction to an article",
            description = "Readers get it in `corrections` at once; its number is in the response. The content of the "
                    + "article does not change. An article that was never public has no corrections. Requires the "
                    + "role `editor`.")
    public ArticleDetails createCorrection(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam ChangeParameters note,
            NewCorrection correction) {
        note.take();
        var now = clock.instant();
        var article = lock(id, ifMatch, now);
        Section.loadWithAncestors(article.section);
        article.corrections().add(correction.text(), timeOf(correction, now), caller.keyId(), now);
        article.save();
        return ArticleDetails.written(article, caller, now);
    }

    private static Instant timeOf(NewCorrection correction, Instant now) {
        var violations = new Violations();
        if (correction.at() != null && correction.at().isAfter(now)) {
            violations.at("/at", "range", "must not be in the future");
        }
        violations.throwIfAny();
        return correction.at() == null ? now : correction.at();
    }

    @DELETE
    @Path("{number}")
    @Transactional
    @Operation(
            summary = "Delete a correction",
            description = "For a correction that was added to the wrong article, or must not stay public. Its number "
                    + "is not used again. Requires the role `editor`.")
    @APIResponse(responseCode = "204", description = "The correction was deleted")
    public void deleteCorrection(
            @RestPath long id,
            @RestPath int number,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam ChangeParameters note) {
        note.take();
        var now = clock.instant();
        var article = lock(id, ifMatch, now);
        var correction = Correction.find(article, number)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "The article has no correction with this number."));
        article.corrections().delete(correction, now);
        article.save();
    }

    private Article lock(long id, String ifMatch, Instant now) {
        var article = Article.lock(id).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireEditor(article.state(), caller, now);
        article.allowLatest(ifMatch);
        return article;
    }
}
