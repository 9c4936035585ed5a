package bantin.idempotency;

import bantin.database.MaintenanceJob;
import bantin.http.Representation;
import bantin.http.ResponseFinisher;
import bantin.json.JsonPayload;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Returns the stored first response to a retry (draft-ietf-httpapi-idempotency-key-header). The response is stored in
 * the transaction that does the work, which begins by claiming the key. Of two concurrent requests with one key, the
 * second waits and gets the response of the first. After a crash, either both the work and the response exist, or
 * neither. Only success is stored, because a rejected request changed nothing and may be retried.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE) // inside the transaction, which begins at PLATFORM_BEFORE + 200
class IdempotencyInterceptor {

    @Inject
    Session database;

    @Inject
    ObjectMapper mapper;

    @Inject
    HttpHeaders request;

    @Inject
    UriInfo uri;

    @Inject
    SecurityContext security;

    @Inject
    Clock clock;

    @AroundInvoke
    Object answerOnce(InvocationContext call) throws Exception {
        var key = request.getHeaderString(IdempotencyKey.HEADER);
        if (key == null) {
            return call.proceed();
        }
        IdempotencyKey.checked(key);
        var caller = Optional.ofNullable(security.getUserPrincipal())
                .map(Principal::getName)
                .orElse("");
        var fingerprint = fingerprint(call);
        if (!claim(caller, key, fingerprint)) {
            throw kept(caller, key).replayFor(fingerprint);
        }
        var answer = call.proceed();
        keep(caller, key, answer);
        return answer;
    }

    /** Waits for another transaction that has claimed the key; false if one has committed with it. */
    private boolean claim(String caller, String key, byte[] fingerprint) {
        return database.createNativeQuery("""
                        insert into idempotency_record (caller, key, fingerprint, status, body, created_at)
                        values (:caller, :key, :fingerprint, 0, '', :now)
                        on conflict (caller, key) do nothing
                        """)
                        .setParameter("caller", caller)
                        .setParameter("key", key)
                        .setParameter("fingerprint", fingerprint)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }

    /** What must be equal in a retry: method, URL, {@code If-Match} and the content of the body. */
    private byte[] fingerprint(InvocationContext call) throws IOException {
        var address = uri.getRequestUri();
        var content = new ByteArrayOutputStream();
        for (var part : new String[] {
            call.getMethod().getName(),
            address.getRawPath(),
            address.getRawQuery(),
            request.getHeaderString(HttpHeaders.IF_MATCH)
        }) {
            content.writeBytes((part + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (var input : Arrays.stream(call.getParameters())
                .filter(JsonPayload.class::isInstance)
                .toList()) {
            content.writeBytes(mapper.writeValueAsBytes(input));
        }
        return ResponseFinisher.sha256(content.toByteArray());
    }

    private KeptAnswer kept(String caller, String key) {
        var row = database.createNativeQuery("""
                        select fingerprint, status, location, body, representation, version, last_modified
                          from idempotency_record
                         where caller = :caller and key = :key
                        """, Object[].class)
                .setParameter("caller", caller)
                .setParameter("key", key)
                .getSingleResult();
        return new KeptAnswer(
                (byte[]) row[0],
                (Integer) row[1],
                (String) row[2],
                (Boolean) row[4]
                        ? new RepresentationReplay((String) row[3], (Integer) row[5], (Instant) row[6])
                        : new Replay((String) row[3]));
    }

    private void keep(String caller, String key, Object answer) throws JsonProcessingException {
        var response = answer instanceof RestResponse<?> full ? full : RestResponse.ok(answer);
        var entity = response.getEntity() instanceof Redactable secret ? secret.withoutSecret() : response.getEntity();
        var representation = entity instanceof Representation known ? known : null;
        database.createNativeQuery("""
                        update idempotency_record
                           set status = :status, location = :location, body = :body,
                               representation = :representation, version = :version, last_modified = :lastModified
                         where caller = :caller and key = :key
                        """)
                .setParameter("caller", caller)
                .setParameter("key", key)
                .setParameter("status", response.getStatus())
                .setParameter(
                        "location",
                        response.getLocation() == null
                                ? null
                                : response.getLocation().toString())
                // As bytes, because Jackson writes characters beyond U+FFFF differently to a String.
                .setParameter("body", new String(mapper.writeValueAsBytes(entity), StandardCharsets.UTF_8))
                .setParameter("representation", representation != null)
                .setParameter("version", representation == null ? null : representation.version(), Integer.class)
                .setParameter(
                        "lastModified", representation == null ? null : representation.lastModified(), Instant.class)
                .executeUpdate();
    }

    private record KeptAnswer(byte[] fingerprint, int status, String location, Object entity) {

        AnsweredBefore replayFor(byte[] other) {
            if (!Arrays.equals(fingerprint, other)) {
                throw IdempotencyKey.reused();
            }
            var answer = RestResponse.ResponseBuilder.<Object>create(status)
                    .entity(entity)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Idempotency-Replayed", "true");
            return new AnsweredBefore((location == null ? answer : answer.location(URI.create(location))).build());
        }
    }

    /** Carries the stored response past the endpoint, whose return type it does not have. */
    static final class AnsweredBefore extends RuntimeException {

        private final transient RestResponse<Object> answer;

        AnsweredBefore(RestResponse<Object> answer) {
            super("answered before", null, false, false);
            this.answer = answer;
        }
    }

    static class AnsweredBeforeMapper {

        @ServerExceptionMapper
        RestResponse<Object> answer(AnsweredBefore before) {
            return before.answer;
        }
    }

    /** The stored JSON, byte for byte. */
    record Replay(@JsonValue @JsonRawValue String json) {}

    /** The same for a resource, with the inputs of its {@code ETag} and {@code Last-Modified}. */
    record RepresentationReplay(
            @JsonValue @JsonRawValue String json,
            @JsonIgnore Integer version,
            @JsonIgnore Instant lastModified) implements Representation {}

    /** Deletes stored responses after the retention time. */
    @ApplicationScoped
    static class Forgetting {

        @Inject
        Session database;

        @Inject
        Clock clock;

        @Inject
        IdempotencyConfig config;

        @Scheduled(every = "10m", delayed = "1m")
        void forgetOld() {
            MaintenanceJob.run(
                    "Deleting expired idempotency records",
                    () -> database.createNativeQuery("delete from idempotency_record where created_at < :before")
                            .setParameter("before", clock.instant().minus(config.retention()))
                            .executeUpdate());
        }
    }
}
