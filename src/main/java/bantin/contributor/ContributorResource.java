package bantin.contributor;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.crud.CrudOperations;
import bantin.crud.PublicUse;
import bantin.crud.ReferenceCheck;
import bantin.idempotency.Idempotent;
import bantin.json.MergePatch;
import bantin.json.Replacement;
import bantin.json.StrictJson;
import bantin.openapi.OperationHint;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
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
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/contributors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contributors", description = "People and organisations that articles can credit")
public class ContributorResource {

    private static final CrudOperations<Contributor, ContributorContent, ContributorDetails> CONTRIBUTORS =
            new CrudOperations<>(
                    Contributor.class,
                    "/api/v1/contributors",
                    ContributorContent.class,
                    ContributorContent::of,
                    ContributorDetails::of,
                    Contributor::replace,
                    ContributorChanged::deleted);

    private static final List<Sort> SORTS = List.of(
            Sort.byText("name", "e.name"), Sort.byText("-name", "e.name"), Sort.byTime("-updatedAt", "e.updated_at"));

    @Inject
    Session database;

    @Inject
    Caller caller;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    @Inject
    ReferenceCheck references;

    @Inject
    PublicUse publicUse;

    public static class ContributorParameters extends ListParameters {

        @RestQuery
        @Parameter(
                description = "The sort order; `-` means descending",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"name", "-name", "-updatedAt"},
                                defaultValue = "name"))
        public String sort;
    }

    @GET
    @Operation(
            summary = "List contributors",
            description =
                    "Returns the contributors by name, in pages. Without an API key, returns only contributors whom a "
                            + "published article credits or has credited.")
    public RestResponse<Page<ContributorDetails>> listContributors(@BeanParam ContributorParameters parameters) {
        var contributors = KeysetQuery.ofEntities(Contributor.class, "contributor");
        if (!caller.hasKey()) {
            publicUse.in(contributors, Contributor.class, clock.instant());
        }
        return CONTRIBUTORS.list(contributors, parameters, parameters.sort, SORTS, database);
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a contributor",
            description = "Without `slug`, the server makes one from the name. Requires the role `editor`.")
    @APIResponseSchema(value = ContributorDetails.class, responseCode = "201")
    public RestResponse<ContributorDetails> createContributor(ContributorContent content) {
        return CONTRIBUTORS.created(new Contributor(content, clock.instant()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get a contributor",
            description =
                    "To edit the contributor, send the `ETag` of the response in `If-Match`. Without an API key, only "
                            + "contributors whom a published article credits or has credited are visible.")
    public ContributorDetails getContributor(@RestPath long id, @RestQuery String fields) {
        return CONTRIBUTORS.read(id, this::isShown);
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(
            summary = "Get a contributor by its slug",
            description = "Returns the same response as `GET /api/v1/contributors/{id}`.")
    public ContributorDetails getContributorBySlug(
            @RestPath @Parameter(example = "minh-an") String slug, @RestQuery String fields) {
        return Contributor.findBySlug(slug)
                .filter(this::isShown)
                .map(ContributorDetails::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No contributor has this slug."));
    }

    private boolean isShown(Contributor contributor) {
        return caller.hasKey() || publicUse.isOf(contributor, clock.instant(), database);
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Replace a contributor",
            description = "Properties that are absent are removed, except the slug, which keeps its value. Requires "
                    + "`If-Match`.")
    public ContributorDetails replaceContributor(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ContributorContent.class)))
                    Replacement replacement) {
        return CONTRIBUTORS.replace(id, ifMatch, replacement, json, clock.instant());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Update some properties of a contributor",
            description = "A JSON Merge Patch (RFC 7396). Requires `If-Match`.",
            extensions =
                    @Extension(
                            name = OperationHint.PATCH_EXAMPLE,
                            value = "{\"name\": \"Minh An\"}",
                            parseValue = true))
    public ContributorDetails updateContributor(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        return CONTRIBUTORS.patch(id, ifMatch, patch, json, clock.instant());
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Delete a contributor that is not in use",
            description = "If articles credit the contributor, the response is 409 with their number in `usedBy`.")
    @APIResponse(responseCode = "204", description = "The contributor was deleted")
    public void deleteContributor(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        CONTRIBUTORS.delete(id, ifMatch, clock.instant(), references);
    }
}
