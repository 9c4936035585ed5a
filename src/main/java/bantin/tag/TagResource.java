package bantin.tag;

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
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Tags",
        description = "Keywords that articles share across sections")
public class TagResource {

    private static final List<Sort> SORTS = List.of(
            Sort.byText("name", "e.name"), Sort.byText("-name", "e.name"), Sort.byTime("-updatedAt", "e.updated_at"));

    @Inject
    Session database;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    public static class TagParameters extends ListParameters {

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
    @Operation(summary = "List tags")
    public RestResponse<Page<TagDetails>> list(@BeanParam TagParameters parameters) {
        var faults = parameters.faults();
        var page = parameters.page(ListParameters.sort(parameters.sort, SORTS, faults), faults);
        faults.refuseIfAny();
        return Listing.ofEntities(Tag.class, "tag").rows(database, page).answer(page, Tag.class, TagDetails::of);
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Create a tag")
    @APIResponseSchema(value = TagDetails.class, responseCode = "201")
    public RestResponse<TagDetails> create(TagContent content) {
        var tag = new Tag(content, clock.instant());
        tag.save();
        return RestResponse.ResponseBuilder.<TagDetails>created(URI.create("/api/v1/tags/" + tag.id))
                .entity(TagDetails.of(tag))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Read a tag")
    public TagDetails read(@RestPath long id, @RestQuery String fields) {
        return TagDetails.of(VersionedEntity.read(Tag.class, id));
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(summary = "Read a tag by its slug")
    public TagDetails readBySlug(
            @RestPath @Parameter(example = "nong-thon-moi") String slug, @RestQuery String fields) {
        return Tag.findBySlug(slug)
                .map(TagDetails::of)
                .orElseThrow(() -> new Refusal(ProblemType.NOT_FOUND, "There is no tag with this slug."));
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Replace a tag")
    public TagDetails replace(@RestPath long id, @HeaderParam("If-Match") String ifMatch, TagContent content) {
        return replaced(VersionedEntity.lockForEdit(Tag.class, id, ifMatch), content);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Change some properties of a tag")
    public TagDetails patch(@RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        var tag = VersionedEntity.lockForEdit(Tag.class, id, ifMatch);
        return replaced(tag, json.patched(TagContent.of(tag), patch, TagContent.class));
    }

    private TagDetails replaced(Tag tag, TagContent content) {
        tag.replace(content, clock.instant());
        tag.save();
        return TagDetails.of(tag);
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Delete a tag that is not in use")
    @APIResponse(responseCode = "204", description = "It is deleted")
    public void delete(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        var tag = VersionedEntity.lockForChange(Tag.class, id, ifMatch);
        InUse.refuse("article", "select count(*) from article where section_id = :id", id);
        tag.delete();
        database.flush();
    }
}
