package bantin.views;

import bantin.http.QueryParameters;
import bantin.problem.Faults;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Whether a series is wanted with the total, and which. */
public class SeriesParameters extends QueryParameters {

    @RestQuery
    @Parameter(
            description = "Adds a series with one point for each `hour`, `day`, `week` (from Monday) or `month`",
            schema = @Schema(type = SchemaType.STRING, implementation = Interval.class))
    public String interval;

    @RestQuery
    @Parameter(
            description = "The series begins with the point that holds this time; when absent, 24 hours, 30 days, 12 "
                    + "weeks or 12 months before `to`",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String from;

    @RestQuery
    @Parameter(
            description = "The series ends before this time; now when absent",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String to;

    /** Null where no series is wanted. */
    SeriesRange range(Instant now, ViewsConfig config, ZoneId zone) {
        var faults = faults();
        var wanted = interval(faults);
        var end = time("to", to, faults);
        var start = time("from", from, faults);
        if (interval == null && (from != null || to != null)) {
            faults.in("interval", "required", "is needed with 'from' and 'to'");
        }
        faults.refuseIfAny();
        if (wanted == null) {
            return null;
        }
        var until = end == null ? now : end;
        var range = new SeriesRange(wanted, start == null ? wanted.usualStart(until, zone) : start, until, zone);
        range.check(now.minus(config.keepHours()), faults);
        faults.refuseIfAny();
        return range;
    }

    private Interval interval(Faults faults) {
        for (var known : Interval.values()) {
            if (known.name().equals(interval)) {
                return known;
            }
        }
        if (interval != null) {
            faults.in(
                    "interval",
                    "value",
                    "must be one of "
                            + Arrays.stream(Interval.values()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return null;
    }
}
