package bantin.contributor;

import bantin.access.Role;
import bantin.entity.InUse;
import bantin.entity.VersionedEntity;
import bantin.http.Idempotent;
import bantin.http.MergePatch;
import bantin.http.StrictJson;
import bantin.paging.ListParameters;
import bantin.paging.Listing;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/contributors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contributors", description = "People and organisations that can be credited")
public class ContributorResource {

    private static final List<Sort> SORTS = List.of(
            Sort.byText("name", "e.name"), Sort.byText("-name", "e.name"), Sort.byTime("-updatedAt", "e.updated_at"));

    @Inject
    Session database;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    public static class ContributorParameters extends ListParameters {

        @RestQuery
        @Parameter(
                description = "Order of the list",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"name", "-name", "-updatedAt"},
                                defaultValue = "name"))
        public String sort;
    }

    @GET
    @Operation(summary = "List contributors")
    public RestResponse<Page<ContributorDetails>> list(@BeanParam ContributorParameters parameters) {
        var faults = parameters.faults();
        var page = parameters.page(ListParameters.sort(parameters.sort, SORTS, faults), faults);
        faults.refuseIfAny();
        return Listing.ofEntities(Contributor.class, "contributor")
                .rows(database, page)
                .answer(page, Contributor.class, ContributorDetails::of);
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Create a contributor")
    @APIResponseSchema(value = ContributorDetails.class, responseCode = "201")
    public RestResponse<ContributorDetails> create(ContributorContent content) {
        var contributor = new Contributor(content, clock.instant());
        contributor.save();
        return RestResponse.ResponseBuilder.<ContributorDetails>created(
                        URI.create("/api/v1/contributors/" + contributor.id))
                .entity(ContributorDetails.of(contributor))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a contributor")
    public ContributorDetails read(@RestPath long id, @RestQuery String fields) {
        return ContributorDetails.of(VersionedEntity.read(Contributor.class, id));
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(summary = "Read a contributor by its slug")
    public ContributorDetails readBySlug(
            @RestPath @Parameter(example = "minh-an") String slug, @RestQuery String fields) {
        return Contributor.findBySlug(slug)
                .map(ContributorDetails::of)
                .orElseThrow(() -> new Refusal(ProblemType.NOT_FOUND, "There is no contributor with this slug."));
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Replace a contributor")
    public ContributorDetails replace(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, ContributorContent content) {
        return replaced(VersionedEntity.lockForEdit(Contributor.class, id, ifMatch), content);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Change some properties of a contributor")
    public ContributorDetails patch(@RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        var contributor = VersionedEntity.lockForEdit(Contributor.class, id, ifMatch);
        return replaced(contributor, json.patched(ContributorContent.of(contributor), patch, ContributorContent.class));
    }

    private ContributorDetails replaced(Contributor contributor, ContributorContent content) {
        contributor.replace(content, clock.instant());
        contributor.save();
        return ContributorDetails.of(contributor);
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Delete a contributor that is not in use")
    @APIResponse(responseCode = "204", description = "It is deleted")
    public void delete(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        var contributor = VersionedEntity.lockForChange(Contributor.class, id, ifMatch);
        InUse.refuse("article", "select count(*) from article where section_id = :id", id);
        contributor.delete();
        database.flush();
    }
}
