package bantin.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Who is asking: anybody, or somebody with a key. */
@RequestScoped
public class Caller {

    @Inject
    CurrentIdentityAssociation identities;

    /** The id of the key, or null for an anonymous reader. */
    public Long keyId() {
        return identity().getAttribute(ApiKeyAuthentication.KEY);
    }

    public boolean hasKey() {
        return keyId() != null;
    }

    /** Whether everything in content is open to the caller, drafts of others included. */
    public boolean isEditor() {
        return identity().hasRole(Role.EDITOR);
    }

    public boolean owns(Long ownerId) {
        return hasKey() && keyId().equals(ownerId);
    }

    /**
     * A bad key is refused also where none is needed: its bearer believes to be somebody. What is outside of the API, such as
     * the page of a problem, is the same for everybody, and no key is looked at.
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
