package bantin.media;

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

@Path("/api/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Media", description = "Images, videos and audio files, and their uses in articles")
public class MediaResource {

    private static final CrudOperations<MediaAsset, AssetContent, AssetDetails> ASSETS = new CrudOperations<>(
            MediaAsset.class,
            "/api/v1/media",
            AssetContent.class,
            AssetContent::of,
            AssetDetails::of,
            MediaAsset::replace,
            MediaAssetChanged::deleted);

    private static final List<Sort> SORTS = List.of(
            Sort.byTime("-createdAt", "e.created_at"),
            Sort.byTime("createdAt", "e.created_at"),
            Sort.byTime("-updatedAt", "e.updated_at"));

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

    public static class AssetParameters extends ListParameters {

        @RestQuery
        @Parameter(
                description = "The sort order; `-` means descending",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"-createdAt", "createdAt", "-updatedAt"},
                                defaultValue = "-createdAt"))
        public String sort;

        @RestQuery
        @Parameter(description = "Returns only the asset with this URL", schema = @Schema(type = SchemaType.STRING))
        public String url;
    }

    @GET
    @Operation(
            summary = "List media assets",
            description = "Without an API key, returns only assets that a published article uses.")
    public RestResponse<Page<AssetDetails>> listMediaAssets(@BeanParam AssetParameters parameters) {
        var assets = KeysetQuery.ofEntities(MediaAsset.class, "media_asset")
                .whereIfGiven("e.url = :url", "url", parameters.url);
        if (!caller.hasKey()) {
            publicUse.in(assets, MediaAsset.class, clock.instant());
        }
        return ASSETS.list(assets, parameters, parameters.sort, SORTS, database);
    }

    @POST
    @Transactional
    @Idempotent
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a media asset",
            description =
                    "Registers a file by its URL, with the default caption, credit and alt text of its uses. Requires "
                            + "the role `editor`.")
    @APIResponseSchema(value = AssetDetails.class, responseCode = "201")
    public RestResponse<AssetDetails> createMediaAsset(AssetContent content) {
        return ASSETS.created(new MediaAsset(content, clock.instant()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get a media asset",
            description = "Without an API key, only assets that a published article uses are visible.")
    public AssetDetails getMediaAsset(@RestPath long id, @RestQuery String fields) {
        return ASSETS.read(id, asset -> caller.hasKey() || publicUse.isOf(asset, clock.instant(), database));
    }

    @PUT
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Replace a media asset",
            description = "Properties that are absent are removed. Requires `If-Match`.")
    public AssetDetails replaceMediaAsset(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = AssetContent.class)))
                    Replacement replacement) {
        return ASSETS.replace(id, ifMatch, replacement, json, clock.instant());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Update some properties of a media asset",
            description = "A JSON Merge Patch (RFC 7396). Requires `If-Match`.",
            extensions =
                    @Extension(
                            name = OperationHint.PATCH_EXAMPLE,
                            value = "{\"caption\": \"Toàn cảnh buổi làm việc\"}",
                            parseValue = true))
    public AssetDetails updateMediaAsset(@RestPath long id, @HeaderParam("If-Match") String ifMatch, MergePatch patch) {
        return ASSETS.patch(id, ifMatch, patch, json, clock.instant());
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Delete a media asset that is not in use",
            description = "If articles use the asset, the response is 409 with their number in `usedBy`.")
    @APIResponse(responseCode = "204", description = "The asset was deleted")
    public void deleteMediaAsset(@RestPath long id, @HeaderParam("If-Match") String ifMatch) {
        ASSETS.delete(id, ifMatch, clock.instant(), references);
    }
}
