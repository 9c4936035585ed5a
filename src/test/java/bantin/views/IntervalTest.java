package bantin.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Points of a time series on days with a change of UTC offset. */
class IntervalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Duration length(Interval interval, String within, ZoneId zone) {
        var start = interval.start(Instant.parse(within), zone);
        return Duration.between(start, interval.next(start, zone));
    }

    @Test
    void a_day_is_as_long_as_it_was() {
        assertThat(length(Interval.day, "2024-03-30T12:00:00Z", BERLIN)).hasHours(24);
        assertThat(length(Interval.day, "2024-03-31T12:00:00Z", BERLIN)).hasHours(23);
        assertThat(length(Interval.day, "2024-10-27T12:00:00Z", BERLIN)).hasHours(25);
        assertThat(length(Interval.week, "2024-10-27T12:00:00Z", BERLIN)).hasHours(7 * 24 + 1);
        assertThat(length(Interval.month, "2024-03-31T12:00:00Z", BERLIN)).hasHours(31 * 24 - 1);
    }

    @Test
    void the_hour_that_comes_twice_is_two_points() {
        var first = Interval.hour.start(Instant.parse("2024-10-27T00:30:00Z"), BERLIN);
        var second = Interval.hour.next(first, BERLIN);
        assertThat(first.atZone(BERLIN).getHour()).isEqualTo(2);
        assertThat(second.atZone(BERLIN).getHour()).isEqualTo(2);
        assertThat(Duration.between(first, second)).hasHours(1);
    }

    @Test
    void a_day_without_a_midnight_begins_when_it_begins() {
        var beirut = ZoneId.of("Asia/Beirut");
        var start = Interval.day.start(Instant.parse("2022-03-27T09:00:00Z"), beirut);
        assertThat(start.atZone(beirut).getHour()).isEqualTo(1);
        assertThat(length(Interval.day, "2022-03-27T09:00:00Z", beirut)).hasHours(23);
    }

    @Test
    void weeks_begin_on_monday_and_months_on_the_first_of_the_site() {
        var hanoi = ZoneId.of("Asia/Ho_Chi_Minh");
        assertThat(Interval.week.start(Instant.parse("2024-05-05T17:00:00Z"), hanoi))
                .isEqualTo(Instant.parse("2024-05-05T17:00:00Z"));
        assertThat(Interval.week.start(Instant.parse("2024-05-05T16:59:59Z"), hanoi))
                .isEqualTo(Instant.parse("2024-04-28T17:00:00Z"));
        assertThat(Interval.month.start(Instant.parse("2024-04-30T17:00:00Z"), hanoi))
                .isEqualTo(Instant.parse("2024-04-30T17:00:00Z"));
    }

    @Test
    void hours_and_days_are_those_of_the_site_in_every_zone() {
        for (var id : ZoneId.getAvailableZoneIds()) {
            var zone = ZoneId.of(id);
            for (var time = Instant.parse("2026-01-01T00:00:00Z");
                    time.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                    time = time.plus(Duration.ofHours(7).plusMinutes(11))) {
                var hour = Interval.hour.start(time, zone);
                var next = Interval.hour.next(hour, zone);
                assertThat(hour).as(id).isBeforeOrEqualTo(time);
                assertThat(next).as(id).isAfter(time);
                assertThat(Interval.hour.start(next, zone)).as(id).isEqualTo(next);
                assertThat(hour.getEpochSecond() % 900).as(id).isZero();
                assertThat(Interval.day.start(hour, zone)).as(id).isEqualTo(Interval.day.start(time, zone));
            }
        }
    }

    @Test
    void where_the_clock_is_put_back_by_half_an_hour_an_hour_is_longer() {
        var lordHowe = ZoneId.of("Australia/Lord_Howe");
        var change = Instant.parse("2026-04-04T15:00:00Z");
        var hour = Interval.hour.start(change.plusSeconds(60), lordHowe);
        assertThat(Duration.between(hour, Interval.hour.next(hour, lordHowe))).hasMinutes(90);
    }
}
