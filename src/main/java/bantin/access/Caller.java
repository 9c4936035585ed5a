package bantin.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Who is asking: anybody, or somebody with a key. */
@RequestScoped
public class Caller {

    @Inject
    CurrentIdentityAssociation identities;

    /** The id of the key, or null for an anonymous reader. */
    public Long keyId() {
        return identity().getAttribute(BearerKeys.KEY);
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

    private SecurityIdentity identity() {
        return identities.getIdentity();
    }
}
