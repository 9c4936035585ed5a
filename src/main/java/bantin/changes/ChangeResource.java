package bantin.changes;

import bantin.paging.LimitParameter;
import bantin.paging.Page;
import bantin.problem.Violations;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The changes to public content, for clients that keep a copy of it: apps, search engines, caches. */
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes", description = "The changes to public content")
public class ChangeResource {

    /** Stands for the last number in the log at the time of the request. */
    private static final long NOW = -1;

    private static final int MAX_WAIT = 60;

    @Inject
    ChangeFeed feed;

    @Inject
    ChangeLongPoll waits;

    public static class Parameters extends LimitParameter {

        @RestQuery
        @Parameter(
                description = "Returns the changes after the page with this `nextCursor`. When absent, the "
                        + "feed starts from the beginning and covers everything that is public; `now` "
                        + "starts with the next change.",
                schema = @Schema(type = SchemaType.STRING))
        public String since;

        @RestQuery
        @Parameter(
                description = "For long polling: the maximum number of seconds to wait if there is no change yet",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "60", defaultValue = "0"))
        public String wait;

        Wanted wanted() {
            var violations = violations();
            var wanted = new Wanted(
                    since(violations),
                    limit(violations),
                    Duration.ofSeconds(number("wait", wait, 0, 0, MAX_WAIT, violations)));
            violations.throwIfAny();
            return wanted;
        }

        private long since(Violations violations) {
            if (since == null) {
                return 0;
            }
            if (since.equals("now")) {
                return NOW;
            }
            if (since.matches("\\d{1,18}")) {
                return Long.parseLong(since);
            }
            unknown(violations);
            return 0;
        }
    }

    private record Wanted(long since, int limit, Duration maxWait) {}

    private static void unknown(Violations violations) {
        violations.in(
                "since",
                "value",
                "is not a cursor of this server; omit it to start from the beginning, or send "
                        + "'now' to start with the next change");
    }

    @GET
    @Blocking
    @Operation(
            summary = "List changes to public content",
            description = "Returns the changes that readers can see, in commit order. Scheduled publications and "
                    + "expiries are included when they come due. Every page has a `nextCursor`, also "
                    + "the last one: send it as `since` to get the changes that follow. Clients that do "
                    + "so miss no change, even under concurrent writes. A tag or contributor is "
                    + "`created` when the first article that uses it is published. With `wait`, the "
                    + "response is sent as soon as there is a change.")
    public Uni<RestResponse<Page<Change>>> listChanges(@BeanParam Parameters parameters) {
        var wanted = parameters.wanted();
        var since = wanted.since == NOW ? feed.last() : wanted.since;
        var part = feed.after(since, wanted.limit);
        requireExisting(since, part);
        if (!part.changes().isEmpty() || wanted.maxWait.isZero()) {
            return Uni.createFrom().item(answer(part, wanted.limit));
        }
        return Uni.createFrom()
                .completionStage(() -> waits.after(since, wanted.maxWait))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ended -> answer(feed.after(since, wanted.limit), wanted.limit));
    }

    /**
     * Rejects a number that does not exist yet: it comes from another database, or the database was reset to an older
     * state.
     */
    private static void requireExisting(long since, ChangeFeed.Part part) {
        if (since > part.lastOfAll()) {
            var violations = new Violations();
            unknown(violations);
            violations.throwIfAny();
        }
    }

    private static RestResponse<Page<Change>> answer(ChangeFeed.Part part, int limit) {
        var position = new Page.PageInfo(limit, String.valueOf(part.last()), part.hasMore(), null);
        return RestResponse.ResponseBuilder.ok(new Page<>(part.changes(), position))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.LINK,
                        "</api/v1/changes?since=" + part.last() + "&limit=" + limit + ">; rel=\"next\"")
                .build();
    }
}
