package bantin.views;

import bantin.time.SiteTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long the points of a series are. All are those of the site's zone, however long they were. */
enum Interval {
    hour,
    day,
    week,
    month;

    /** When the point that holds this time begins. */
    Instant start(Instant time, ZoneId zone) {
        var date = LocalDate.ofInstant(time, zone);
        return switch (this) {
            case hour -> SiteTime.hourOf(time, zone);
            case day -> midnight(date, zone);
            case week -> midnight(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case month -> midnight(date.withDayOfMonth(1), zone);
        };
    }

    /** When the point after the one that begins then begins. */
    Instant next(Instant start, ZoneId zone) {
        var date = LocalDate.ofInstant(start, zone);
        return switch (this) {
            case hour -> nextHour(start, zone);
            case day -> midnight(date.plusDays(1), zone);
            case week -> midnight(date.plusWeeks(1), zone);
            case month -> midnight(date.plusMonths(1), zone);
        };
    }

    /** Where the clock is put back by half an hour, the hour is one and a half long. */
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
