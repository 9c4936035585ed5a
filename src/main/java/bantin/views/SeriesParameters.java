package bantin.views;

import bantin.http.QueryParameters;
import bantin.problem.Faults;
import bantin.time.SiteTime;
import java.time.Instant;
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
    SeriesRange range(Instant now, ViewsConfig config, java.time.ZoneId zone) {
        var faults = faults();
        var wanted = interval(faults);
        var until = time("to", to, now, faults);
        var since = time("from", from, wanted == null ? now : wanted.usualStart(until, zone), faults);
        if (interval == null && (from != null || to != null)) {
            faults.in("interval", "required", "is needed with 'from' and 'to'");
        }
        faults.refuseIfAny();
        if (wanted == null) {
            return null;
        }
        var range = new SeriesRange(wanted, since, until, zone);
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

    private static Instant time(String name, String text, Instant otherwise, Faults faults) {
        if (text == null) {
            return otherwise;
        }
        var time = SiteTime.parse(text);
        if (time.isEmpty()) {
            faults.in(
                    name, "value", "must be a time with its offset, like 2021-10-11T07:28:00+07:00 (+ is written %2B)");
        }
        return time.orElse(otherwise);
    }
}
