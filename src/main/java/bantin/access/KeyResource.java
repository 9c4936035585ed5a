package bantin.access;

import bantin.http.Representation;
import bantin.idempotency.Idempotent;
import bantin.idempotency.Redactable;
import bantin.json.JsonPayload;
import bantin.openapi.OperationHint;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Creates, lists and revokes API keys. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN)
@Tag(name = "Keys", description = "API keys and their roles; only admins manage them")
public class KeyResource {

    private static final Sort BY_AGE = Sort.byNumber("id", "e.id");

    @Schema(description = "The API key to create")
    public record NewKey(
            @NotBlank @Size(max = 200) @Schema(description = "The owner or the purpose of the key", examples = "Thu Hà")
            String name,

            @NotNull @Schema(examples = "editor") Role role)
            implements JsonPayload {}

    @Schema(description = "An API key without its secret")
    public record KeyDetails(
            @Schema(examples = "7", required = true) Long id,
            @Schema(examples = "Thu Hà", required = true) String name,
            @Schema(examples = "editor", required = true) Role role,
            @Schema(required = true) Instant createdAt,

            @Schema(description = "The time at which the key was revoked; absent if it is valid")
            Instant revokedAt)
            implements Representation {

        static KeyDetails of(ApiKey key) {
            return new KeyDetails(key.id, key.name, key.role, key.createdAt, key.revokedAt);
        }
    }

    @Schema(description = "A new API key with its secret, which is returned only once")
    public record CreatedKey(
            @Schema(examples = "7", required = true) Long id,
            @Schema(examples = "Thu Hà", required = true) String name,
            @Schema(examples = "editor", required = true) Role role,

            @Schema(
                    description =
                            "The secret to send in `Authorization: Bearer <secret>`; absent in the response to a retry",
                    examples = "bt_1tQ9…")
            String secret,

            @Schema(required = true) Instant createdAt)
            implements Representation, Redactable {

        @Override
        public CreatedKey withoutSecret() {
            return new CreatedKey(id, name, role, null, createdAt);
        }
    }

    @Inject
    Session database;

    @Inject
    Clock clock;

    @Inject
    Event<KeyCreated> creations;

    @Inject
    Event<KeyRevoked> revocations;

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Create an API key",
            description = "Only this response contains the secret; the server stores a hash of it. Requires the role "
                    + "`admin`.",
            extensions = @Extension(name = OperationHint.CREATES_KEYS, value = "true"))
    @APIResponseSchema(value = CreatedKey.class, responseCode = "201")
    public RestResponse<CreatedKey> createKey(NewKey wanted) {
        var secret = ApiKey.newSecret();
        var key = new ApiKey(wanted.name(), wanted.role(), secret, clock.instant());
        key.persistAndFlush();
        creations.fire(new KeyCreated(key.id, key.name, key.role, key.createdAt));
        return RestResponse.ResponseBuilder.<CreatedKey>created(URI.create("/api/v1/keys/" + key.id))
                .entity(new CreatedKey(key.id, key.name, key.role, secret, key.createdAt))
                .build();
    }

    @GET
    @Operation(
            summary = "List all API keys, oldest first",
            description = "Includes revoked keys, but no secrets. Requires the role `admin`.")
    public RestResponse<Page<KeyDetails>> listKeys(@BeanParam ListParameters parameters) {
        var violations = parameters.violations();
        var page = parameters.page(BY_AGE, violations);
        violations.throwIfAny();
        return KeysetQuery.ofEntities(ApiKey.class, "api_key")
                .rows(database, page)
                .answer(page, ApiKey.class, KeyDetails::of);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get an API key",
            description = "Returns the key without its secret. Requires the role `admin`.")
    public KeyDetails getKey(@RestPath long id) {
        return KeyDetails.of(find(id));
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @Operation(
            summary = "Revoke an API key",
            description =
                    "The key becomes invalid and stays in the list. Other nodes reject it within one second. Requires "
                            + "the role `admin`.")
    @APIResponse(responseCode = "204", description = "The key was revoked")
    public void revokeKey(@RestPath long id) {
        var key = find(id);
        if (ApiKey.lockUsableAdmins().equals(List.of(key))) {
            throw new ProblemException(
                    ProblemType.IN_USE, "This is the last valid admin key. Create another one first.");
        }
        var now = clock.instant();
        key.revoke(now);
        revocations.fire(new KeyRevoked(id, now));
    }

    private static ApiKey find(long id) {
        return ApiKey.<ApiKey>findByIdOptional(id)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No API key has this id."));
    }
}
