package bantin.section;

import bantin.access.Role;
import bantin.crud.CrudOperations;
import bantin.crud.ReferenceCheck;
import bantin.crud.Slugs;
import bantin.http.QueryParameters;
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

@Path("/api/v1/sections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sections", description = "The category tree of the site")
public class SectionResource {

    private static final CrudOperations<Section, SectionContent, SectionDetails> SECTIONS = new CrudOperations<>(
            Section.class,
            "/api/v1/sections",
            SectionContent.class,
            SectionContent::of,
            SectionDetails::of,
            Section::replace,
            SectionChanged::deleted);

    private static final List<Sort> SORTS = List.of(
            Sort.byNumber("position", "e.position"),
            Sort.byText("name", "e.name"),
            Sort.byText("-name", "e.name"),
            Sort.byTime("-updatedAt", "e.updated_at"));

    @Inject
    Session database;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    @Inject
    ReferenceCheck references;

    public static class SectionParameters extends ListParameters {

        @RestQuery
        @Parameter(
                description = "The sort order; `-` means descending",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"position", "name", "-name", "-updatedAt"},
                                defaultValue = "position"))
        public String sort;

        @RestQuery
        @Parameter(
                description = "Returns only the child sections of the section with this slug",
                schema = @Schema(type = SchemaType.STRING))
        public String parent;

        @RestQuery
        @Parameter(
                description =
                        "`true` returns a tree: the top-level sections, or the child sections of `parent`, each with "
                                + "its descendants in `children`, ordered by position.",
                schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
        public String tree;
    }

    @GET
    @Operation(
            summary = "List sections",
            description =
                    "Returns the sections in the order of their positions. `parent` relates each section to the one "
                            + "above it.")
    public RestResponse<Page<SectionDetails>> listSections(@BeanParam SectionParameters parameters) {
        var violations = parameters.violations();
        var isTree = QueryParameters.flag("tree", parameters.tree, violations);
        var page = parameters.page(ListParameters.sort(parameters.sort, SORTS, violations), violations);
        if (parameters.parent != null && !isSection(parameters.parent)) {
            violations.in("parent", "unknown-reference", "there is no section '" + parameters.parent + "'");
        }
        violations.throwIfAny();
        var sections = KeysetQuery.ofEntities(Section.class, "section")
                .whereIfGiven(
                        "e.parent_id = (select id from section where slug = :parent)", "parent", parameters.parent);
        if (isTree && parameters.parent == null) {
            sections.where("e.parent_id is null");
        }
        var rows = sections.rows(database, page);
        if (!isTree) {
            return rows.answer(page, Section.class, SectionDetails::of);
        }
        return rows.answer(page, Section.class, SectionTree.below(rows.entities(Section.class))::details);
    }

    /** What cannot be a slug is not looked up: PostgreSQL does not even take every text. */
    private static boolean isSection(String slug) {
        return slug.length() <= Slugs.MAX_LENGTH
                && slug.matches(Slugs.PATTERN)
                && Section.findBySlug(slug).isPresent();
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a section",
            description = "Without `slug`, the server makes one from the name. Requires the role `editor`.")
    @APIResponseSchema(value = SectionDetails.class, responseCode = "201")
    public RestResponse<SectionDetails> createSection(SectionContent content) {
        return SECTIONS.created(new Section(content, clock.instant()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get a section",
            description = "To edit the section, send the `ETag` of the response in `If-Match`.")
    public SectionDetails getSection(@RestPath long id, @RestQuery String fields) {
        return SECTIONS.read(id);
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(
            summary = "Get a section by its slug",
            description = "Returns the same response as `GET /api/v1/sections/{id}`.")
    public SectionDetails getSectionBySlug(
            @RestPath @Parameter(example = "tin-tuc-thanh-pho") String slug, @RestQuery String fields) {
        return Section.findBySlug(slug)
                .map(SectionDetails::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No section has this slug."));
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Replace a section",
            description =
                    "Properties that are absent are removed, except `slug` and, under the same parent, `position`, "
                            + "which keep their values. Requires `If-Match`.")
    public SectionDetails replaceSection(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = SectionContent.class)))
                    Replacement replacement) {
        return SECTIONS.replace(id, ifMatch, replacement, json, clock.instant());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Update some properties of a section",
            description = "A JSON Merge Patch (RFC 7396). Requires `If-Match`.",
            extensions =
                    @Extension(
                            name = OperationHint.PATCH_EXAMPLE,
                            value = "{\"name\": \"Minh An\"}",
                            parseValue = true))
    public SectionDetails updateSection(@RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        return SECTIONS.patch(id, ifMatch, patch, json, clock.instant());
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Delete a section that is not in use",
            description =
                    "If the section has articles or child sections, the response is 409 with their number in `usedBy`.")
    @APIResponse(responseCode = "204", description = "The section was deleted")
    public void deleteSection(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        SECTIONS.delete(id, ifMatch, clock.instant(), references);
    }
}
