package bantin.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The caller of the current request: an anonymous reader, or the owner of an API key. */
@RequestScoped
public class Caller {

    private static final long NONE = -1;

    @Inject
    CurrentIdentityAssociation identities;

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
        return identities.getIdentity();
    }
}
