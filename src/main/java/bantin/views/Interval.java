package bantin.views;

import bantin.time.SiteTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The length of the points of a time series. Points begin at full hours, days, weeks and months of the time zone of the
 * site.
 */
enum Interval {
    hour,
    day,
    week,
    month;

    /** The beginning of the point that contains this time. */
    Instant start(Instant time, ZoneId zone) {
        var date = LocalDate.ofInstant(time, zone);
        return switch (this) {
            case hour -> SiteTime.hourOf(time, zone);
            case day -> midnight(date, zone);
            case week -> midnight(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case month -> midnight(date.withDayOfMonth(1), zone);
        };
    }

    /** The beginning of the next point. */
    Instant next(Instant start, ZoneId zone) {
        var date = LocalDate.ofInstant(start, zone);
        return switch (this) {
            case hour -> nextHour(start, zone);
            case day -> midnight(date.plusDays(1), zone);
            case week -> midnight(date.plusWeeks(1), zone);
            case month -> midnight(date.plusMonths(1), zone);
        };
    }

    /** Where the clock is set back by half an hour, this hour has 90 minutes. */
    private Instant nextHour(Instant start, ZoneId zone) {
        var next = start(start.plus(1, ChronoUnit.HOURS), zone);
        return next.isAfter(start) ? next : start(start.plus(2, ChronoUnit.HOURS), zone);
    }

    Instant usualStart(Instant end, ZoneId zone) {
        var local = end.atZone(zone);
        return switch (this) {
            case hour -> end.minus(24, ChronoUnit.HOURS);
            case day -> local.minusDays(30).toInstant();
            case week -> local.minusWeeks(12).toInstant();
            case month -> local.minusMonths(12).toInstant();
        };
    }

    private static Instant midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant();
    }
}
