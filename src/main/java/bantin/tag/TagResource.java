package bantin.tag;

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
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(
        name = "Tags",
        description = "Keywords that group articles across sections")
public class TagResource {

    private static final CrudOperations<Tag, TagContent, TagDetails> TAGS = new CrudOperations<>(
            Tag.class,
            "/api/v1/tags",
            TagContent.class,
            TagContent::of,
            TagDetails::of,
            Tag::replace,
            TagChanged::deleted);

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

    public static class TagParameters extends ListParameters {

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
            summary = "List tags",
            description = "Returns the tags by name, in pages. Without an API key, returns only tags that a published "
                    + "article has or had.")
    public RestResponse<Page<TagDetails>> listTags(@BeanParam TagParameters parameters) {
        var tags = KeysetQuery.ofEntities(Tag.class, "tag");
        if (!caller.hasKey()) {
            publicUse.in(tags, Tag.class, clock.instant());
        }
        return TAGS.list(tags, parameters, parameters.sort, SORTS, database);
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a tag",
            description = "Without `slug`, the server makes one from the name. Requires the role `editor`.")
    @APIResponseSchema(value = TagDetails.class, responseCode = "201")
    public RestResponse<TagDetails> createTag(TagContent content) {
        return TAGS.created(new Tag(content, clock.instant()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get a tag",
            description =
                    "To edit the tag, send the `ETag` of the response in `If-Match`. Without an API key, only tags "
                            + "that a published article has or had are visible.")
    public TagDetails getTag(@RestPath long id, @RestQuery String fields) {
        return TAGS.read(id, this::isShown);
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(summary = "Get a tag by its slug", description = "Returns the same response as `GET /api/v1/tags/{id}`.")
    public TagDetails getTagBySlug(
            @RestPath @Parameter(example = "nong-thon-moi") String slug, @RestQuery String fields) {
        return Tag.findBySlug(slug)
                .filter(this::isShown)
                .map(TagDetails::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No tag has this slug."));
    }

    private boolean isShown(Tag tag) {
        return caller.hasKey() || publicUse.isOf(tag, clock.instant(), database);
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Replace a tag",
            description = "Properties that are absent are removed, except the slug, which keeps its value. Requires "
                    + "`If-Match`.")
    public TagDetails replaceTag(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = TagContent.class)))
                    Replacement replacement) {
        return TAGS.replace(id, ifMatch, replacement, json, clock.instant());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Update some properties of a tag",
            description = "A JSON Merge Patch (RFC 7396). Requires `If-Match`.",
            extensions =
                    @Extension(
                            name = OperationHint.PATCH_EXAMPLE,
                            value = "{\"name\": \"Nông thôn mới\"}",
                            parseValue = true))
    public TagDetails updateTag(@RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        return TAGS.patch(id, ifMatch, patch, json, clock.instant());
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Delete a tag that is not in use",
            description = "If articles have the tag, the response is 409 with their number in `usedBy`.")
    @APIResponse(responseCode = "204", description = "The tag was deleted")
    public void deleteTag(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        TAGS.delete(id, ifMatch, clock.instant(), references);
    }
}
