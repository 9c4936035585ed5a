package bantin.changes;

import bantin.http.QueryParameters;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.problem.Faults;
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

    private static final String NOW = "now";
    private static final int MAX_WAIT = 60;

    @Inject
    ChangeFeed feed;

    @Inject
    ChangeWaits waits;

    public static class Parameters extends QueryParameters {

        @RestQuery
        @Parameter(
                description =
                        "Goes on behind the page that gave this `nextCursor`. Without it everything that is public "
                                + "is told from the beginning; `now` begins with what comes next",
                schema = @Schema(type = SchemaType.STRING))
        public String since;

        @RestQuery
        @Parameter(
                description = "How many changes a page has at most",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
        public String limit;

        @RestQuery
        @Parameter(
                description = "How many seconds the answer may wait for a change where there is none yet",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "60", defaultValue = "0"))
        public String wait;
    }

    private record Wanted(long since, int limit, Duration patience) {}

    @GET
    @Blocking
    @Operation(
            summary = "Follow what changes for readers",
            description =
                    "Each publication (also a scheduled one that comes due), edit, withdrawal and deletion, in the "
                            + "order in which they were committed: whoever follows `nextCursor`, which is always there, misses none, "
                            + "however many write at the same time. With `wait` the answer comes as soon as there is a change.")
    public Uni<RestResponse<Page<Change>>> list(@BeanParam Parameters parameters) {
        var wanted = wanted(parameters);
        var part = feed.after(wanted.since, wanted.limit);
        if (!part.changes().isEmpty() || wanted.patience.isZero()) {
            return Uni.createFrom().item(answer(part, wanted.limit));
        }
        return Uni.createFrom()
                .completionStage(() -> waits.after(wanted.since, wanted.patience))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(ended -> answer(feed.after(wanted.since, wanted.limit), wanted.limit));
    }

    private Wanted wanted(Parameters parameters) {
        var faults = parameters.faults();
        var wanted = new Wanted(
                since(parameters.since, faults),
                ListParameters.limit(parameters.limit, faults),
                Duration.ofSeconds(QueryParameters.number("wait", parameters.wait, 0, 0, MAX_WAIT, faults)));
        faults.refuseIfAny();
        return wanted;
    }

    /** A number that has not been given out yet is of another database, or of this one before it was set back. */
    private long since(String text, Faults faults) {
        if (text == null) {
            return 0;
        }
        var last = feed.last();
        if (text.equals(NOW)) {
            return last;
        }
        if (text.matches("\\d{1,18}") && Long.parseLong(text) <= last) {
            return Long.parseLong(text);
        }
        faults.in(
                "since",
                "value",
                "is not a cursor that this server gave out; begin anew without it, or with 'now' for what comes next");
        return 0;
    }

    private static RestResponse<Page<Change>> answer(ChangeFeed.Part part, int limit) {
        var position = new Page.Position(limit, String.valueOf(part.last()), part.hasMore(), null);
        return RestResponse.ResponseBuilder.ok(new Page<>(part.changes(), position))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.LINK,
                        "</api/v1/changes?since=" + part.last() + "&limit=" + limit + ">; rel=\"next\"")
                .build();
    }
}
