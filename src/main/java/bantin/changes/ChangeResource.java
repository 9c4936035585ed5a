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

/** What has changed for readers, for whoever keeps a copy of it: apps, search engines, caches. */
@Path("/api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes", description = "What has changed for readers")
public class ChangeResource {

    /** Stands for the last number that there will be when it is looked. */
    private static final long NOW = -1;

    private static final int MAX_WAIT = 60;

    @Inject
    ChangeFeed feed;

    @Inject
    ChangeLongPoll waits;

    public static class Parameters extends LimitParameter {

        @RestQuery
        @Parameter(
                description =
                        "Goes on behind the page that gave this `nextCursor`. Without it everything that is public "
                                + "is told from the beginning; `now` begins with what comes next",
                schema = @Schema(type = SchemaType.STRING))
        public String since;

        @RestQuery
        @Parameter(
                description = "How many seconds the answer may wait for a change where there is none yet",
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

    private record Wanted(long since, int limit, Duration patience) {}

    private static void unknown(Violations violations) {
        violations.in(
                "since",
                "value",
                "is not a cursor that this server gave out; begin anew without it, or with 'now' for what comes next");
    }

    @GET
    @Blocking
    @Operation(
            summary = "Follow what changes for readers",
            description =
                    "Each publication (also a scheduled one that comes due), edit, withdrawal and deletion, in the "
                            + "order in which they were committed: whoever follows `nextCursor`, which is always there, misses none, "
                            + "however many write at the same time. Tags and contributors are created for readers with the publication "
                            + "of the first article that uses them. With `wait` the answer comes as soon as there is a change.")
    public Uni<RestResponse<Page<Change>>> listChanges(@BeanParam Parameters parameters) {
        var wanted = parameters.wanted();
        var since = wanted.since == NOW ? feed.last() : wanted.since;
        var part = feed.after(since, wanted.limit);
        requireGivenOut(since, part);
        if (!part.changes().isEmpty() || wanted.patience.isZero()) {
            return Uni.createFrom().item(answer(part, wanted.limit));
        }
        return Uni.createFrom()
                .completionStage(() -> waits.after(since, wanted.patience))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ended -> answer(feed.after(since, wanted.limit), wanted.limit));
    }

    /** A number that has not been given out yet is of another database, or of this one before it was set back. */
    private static void requireGivenOut(long since, ChangeFeed.Part part) {
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
