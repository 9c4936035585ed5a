package bantin.views;

import bantin.http.Choice;
import bantin.http.QueryParameters;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of a time series. */
public class SeriesParameters extends QueryParameters {

    private static final Choice<Interval> INTERVALS = Choice.of(Interval.class);

    @RestQuery
    @Parameter(
            description = "Adds a time series with one point for each `hour`, `day`, `week` (from Monday) or `month`",
            schema = @Schema(type = SchemaType.STRING, implementation = Interval.class))
    public String interval;

    @RestQuery
    @Parameter(
            description = "The series starts with the point that contains this time. Default: 24 hours, "
                    + "30 days, 12 weeks or 12 months before `to`.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String from;

    @RestQuery
    @Parameter(
            description = "The series ends before this time. Default: now.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String to;

    /** Null if no series was requested. */
    SeriesRange range(Instant now, ViewsConfig config, ZoneId zone) {
        var violations = violations();
        var wanted = INTERVALS.one("interval", interval, null, violations);
        var end = time("to", to, violations);
        var start = time("from", from, violations);
        if (interval == null && (from != null || to != null)) {
            violations.in("interval", "required", "is required with 'from' and 'to'");
        }
        violations.throwIfAny();
        if (wanted == null) {
            return null;
        }
        var until = end == null ? now : end;
        var range = new SeriesRange(wanted, start == null ? wanted.usualStart(until, zone) : start, until, zone);
        range.check(now.minus(config.hourlyRetention()), violations);
        violations.throwIfAny();
        return range;
    }
}
