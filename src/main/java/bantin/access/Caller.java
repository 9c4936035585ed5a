package bantin.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The caller of the current request: an anonymous reader, or the owner of an API key. */
@RequestScoped
public class Caller {

    private static final long NONE = -1;

    private static final SecurityIdentity ANONYMOUS =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    @Inject
    CurrentIdentityAssociation identities;

    @Inject
    CurrentVertxRequest request;

    /** Looked up once, because a request asks several times. */
    private SecurityIdentity identity;

    /** The id of the key, or null for an anonymous reader. */
    public Long keyId() {
        return identity().getAttribute(ApiKeyAuthentication.KEY);
    }

    /** For SQL: the id of the key, or one that no key has. */
    public long keyIdOrNone() {
        return hasKey() ? keyId() : NONE;
    }

    public boolean hasKey() {
        return keyId() != null;
    }

    /** Whether the caller may read and change all content, including drafts of others. */
    public boolean isEditor() {
        return identity().hasRole(Role.EDITOR);
    }

    public boolean isAdmin() {
        return identity().hasRole(Role.ADMIN);
    }

    public boolean owns(Long ownerId) {
        return hasKey() && keyId().equals(ownerId);
    }

    /**
     * Rejects an invalid API key even if the operation needs none, because its sender expects to be authenticated.
     * Paths outside of {@code /api/}, such as the pages of problems, ignore keys.
     */
    static class InvalidKeyFilter {

        @Inject
        Caller caller;

        @ServerRequestFilter
        void refuse(ContainerRequestContext request) {
            if (request.getUriInfo().getPath().startsWith("/api/")
                    && request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
                caller.identity();
            }
        }
    }

    SecurityIdentity identity() {
        if (identity == null) {
            identity = sendsKey() ? identities.getIdentity() : ANONYMOUS;
        }
        return identity;
    }

    /** A request without a key is anonymous. To let Quarkus find that out takes long. */
    private boolean sendsKey() {
        var current = request.getCurrent();
        return current == null || current.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
