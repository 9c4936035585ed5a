package bantin.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Authenticates {@code Authorization: Bearer <key>} and gives the caller the roles for {@code @RolesAllowed}. */
@ApplicationScoped
class ApiKeyAuthentication implements HttpAuthenticationMechanism, IdentityProvider<ApiKeyAuthentication.Presented> {

    static final String KEY = "bantin.api-key";

    @Inject
    KnownKeys keys;

    @Inject
    FailedKeyThrottle throttle;

    /** The secret of a request, not verified yet. */
    static final class Presented extends BaseAuthenticationRequest {

        private final String secret;

        Presented(String secret) {
            this.secret = secret;
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager identities) {
        var header = routing.request().getHeader("Authorization");
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        var secret = secretIn(header);
        if (secret.isEmpty()) {
            return Uni.createFrom()
                    .failure(new AuthenticationFailedException("The Authorization header has no bearer token"));
        }
        var presented = new Presented(secret.get());
        return identities
                .authenticate(HttpSecurityUtils.setRoutingContextAttribute(presented, routing))
                .onItem()
                .invoke(any -> throttle.succeeded(presented.secret))
                .onFailure(AuthenticationFailedException.class)
                .invoke(any -> throttle.failed(routing));
    }

    /** Empty if the header has no bearer token. */
    static Optional<String> secretIn(String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).trim())
                : Optional.empty();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"bantin\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Presented.class);
    }

    @Override
    public Class<Presented> getRequestType() {
        return Presented.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Presented presented, AuthenticationRequestContext context) {
        var known = keys.findKnown(presented.secret);
        return known.isPresent()
                ? Uni.createFrom().item(identityOf(known.get()))
                : context.runBlocking(() -> keys.find(presented.secret)
                        .map(ApiKeyAuthentication::identityOf)
                        .orElseThrow(() -> new AuthenticationFailedException("The API key is unknown or revoked")));
    }

    private static SecurityIdentity identityOf(KnownKeys.Key key) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("key-" + key.id()))
                .addAttribute(KEY, key.id());
        Arrays.stream(Role.values())
                .filter(key.role()::includes)
                .map(Role::name)
                .forEach(identity::addRole);
        return identity.build();
    }
}
