package bantin.views;

import bantin.problem.Violations;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The range of a time series. */
record SeriesRange(Interval interval, Instant from, Instant to, ZoneId zone) {

    /** 93 days with 24 hours each. */
    private static final int MAX_POINTS = 2_232;

    @Schema(description = "The views from this time until the time of the next point")
    record Point(
            @Schema(examples = "2021-10-11T00:00:00+07:00", required = true)
            Instant from,

            @Schema(examples = "12", required = true) Long views) {}

    /** @param byTheHour the time since which hourly counts are stored */
    void check(Instant byTheHour, Violations violations) {
        if (!from.isBefore(to)) {
            violations.in("from", "range", "must be before 'to'");
        } else if (interval == Interval.hour && from.isBefore(byTheHour)) {
            violations.in("from", "range", "is before " + byTheHour + ": older views are available by day only");
        } else if (starts().size() > MAX_POINTS) {
            violations.in("interval", "range", "would produce more than 2,232 points; choose a longer interval");
        }
    }

    /** The beginnings of all points, without a gap; stops after one more than the maximum. */
    private List<Instant> starts() {
        var starts = new ArrayList<Instant>();
        for (var at = interval.start(from, zone);
                at.isBefore(to) && starts.size() <= MAX_POINTS;
                at = interval.next(at, zone)) {
            starts.add(at);
        }
        return starts;
    }

    List<Point> of(long articleId) {
        var views = new TreeMap<Instant, Long>();
        var starts = starts();
        starts.forEach(start -> views.put(start, 0L));
        Panache.getSession()
                .createNativeQuery("""
                        select hour, views from view_hour
                         where article_id = :id and hour >= :from and hour < :to
                        """, Object[].class)
                .setParameter("id", articleId)
                .setParameter("from", starts.get(0))
                .setParameter("to", interval.next(starts.get(starts.size() - 1), zone))
                .getResultList()
                .forEach(row -> views.merge(interval.start((Instant) row[0], zone), (Long) row[1], Long::sum));
        return views.entrySet().stream()
                .map(point -> new Point(point.getKey(), point.getValue()))
                .toList();
    }
}
