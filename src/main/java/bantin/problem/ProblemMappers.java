package bantin.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.arc.All;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.persistence.QueryTimeoutException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions to problem responses; no other class does. */
class ProblemMappers {

    @Inject
    @All
    List<ConstraintMeaning> constraints;

    @Inject
    AllowedMethods methods;

    @Inject
    CurrentVertxRequest request;

    private String instance() {
        return ProblemWriter.instance(request.getCurrent());
    }

    @ServerExceptionMapper
    RestResponse<Problem> refused(ProblemException refusal) {
        var answer = answer(Problem.of(refusal, instance()));
        refusal.headers().forEach(answer.getHeaders()::putSingle);
        if (refusal.type() == ProblemType.AUTHENTICATION_REQUIRED) {
            answer.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"bantin\"");
        }
        return answer;
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    RestResponse<Problem> unauthenticated(RuntimeException cause) {
        var detail = cause instanceof AuthenticationFailedException
                ? "The API key is unknown or revoked. Send `Authorization: Bearer <key>` with a valid key."
                : "This endpoint needs an API key. Send `Authorization: Bearer <key>`.";
        return refused(new ProblemException(ProblemType.AUTHENTICATION_REQUIRED, detail));
    }

    @ServerExceptionMapper
    RestResponse<Problem> forbidden(ForbiddenException cause) {
        return refused(new ProblemException(ProblemType.FORBIDDEN, "The role of this API key does not allow it."));
    }

    /** Errors that the framework finds: unknown paths, wrong methods or media types, malformed parameters. */
    @ServerExceptionMapper
    RestResponse<Problem> fromTheServer(WebApplicationException cause, UriInfo uri, Request request) {
        var status = cause.getResponse().getStatus();
        var allowed = status == 404 || status == 405 ? methods.of(uri.getPath()) : Set.<String>of();
        if (!allowed.isEmpty() && !allowed.contains(request.getMethod())) {
            var refusal = new ProblemException(
                    ProblemType.METHOD_NOT_ALLOWED, "Supported methods: " + String.join(", ", allowed) + ".");
            return refused(refusal.withHeader(HttpHeaders.ALLOW, String.join(", ", allowed)));
        }
        if (status >= 500) {
            return failed(cause, ProblemType.ofStatus(status));
        }
        if (status < 400) {
            return RestResponse.ResponseBuilder.<Problem>create(status).build();
        }
        var type = ProblemType.ofStatus(status);
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            return refused(ProblemException.ofMediaType(request.getMethod()));
        }
        return answer(Problem.of(type, type.meaning, instance()).withStatus(status));
    }

    @ServerExceptionMapper
    RestResponse<Problem> contradictsTheDatabase(ConstraintViolationException cause) {
        var constraint = String.valueOf(cause.getConstraintName());
        return constraints.stream()
                .filter(meaning -> constraint.endsWith(meaning.nameEnd()))
                .findFirst()
                .map(meaning -> refused(meaning.problem()))
                .orElseGet(() -> failed(cause, ProblemType.INTERNAL_ERROR));
    }

    @ServerExceptionMapper
    RestResponse<Problem> takesTooLong(QueryTimeoutException cause) {
        var refusal = new ProblemException(ProblemType.BUSY, "The search timed out. Use rarer words or more filters.");
        return refused(refusal.withHeader(HttpHeaders.RETRY_AFTER, "2"));
    }

    @ServerExceptionMapper
    RestResponse<Problem> brokenJson(JacksonException cause) {
        return failed(cause, ProblemType.INTERNAL_ERROR);
    }

    @ServerExceptionMapper
    RestResponse<Problem> foreseenByNobody(Throwable cause) {
        return failed(cause, InternalErrors.typeOf(cause));
    }

    private RestResponse<Problem> failed(Throwable cause, ProblemType type) {
        var answer = answer(InternalErrors.logged(cause, type, instance()));
        if (type == ProblemType.UNAVAILABLE) {
            answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer;
    }

    private static RestResponse<Problem> answer(Problem problem) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .entity(problem)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
