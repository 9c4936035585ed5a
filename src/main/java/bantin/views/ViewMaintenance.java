package bantin.views;

import bantin.database.MaintenanceJob;
import bantin.site.SiteConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hibernate.Session;

/** Deletes and rolls up old data of the view counter, so that its tables stay small. */
@ApplicationScoped
class ViewMaintenance {

    @Inject
    Session database;

    @Inject
    ViewsConfig config;

    @Inject
    SiteConfig site;

    @Inject
    Clock clock;

    /** Deletes the hashes of visitors after the deduplication window, and the keys that no hash uses any more. */
    @Scheduled(every = "5m", delayed = "2m")
    void forgetVisitors() {
        MaintenanceJob.run("Deleting expired visitor hashes", this::deleteVisitors);
    }

    private void deleteVisitors() {
        var since = clock.instant().minus(config.deduplicationWindow());
        database.createNativeQuery("delete from view_visitor where counted_at <= :since")
                .setParameter("since", since)
                .executeUpdate();
        database.createNativeQuery("delete from view_visitor_key where day < :day")
                .setParameter("day", since.atOffset(ZoneOffset.UTC).toLocalDate())
                .executeUpdate();
    }

    /**
     * Adds the hourly counts of old days to their first hour, which keeps every daily sum. Only whole days of the time
     * zone of the site are rolled up. One node at a time does this, and no view is added to hours that old.
     */
    @Scheduled(every = "1h", delayed = "5m")
    void rollUpOldHours() {
        MaintenanceJob.run("Rolling up hourly view counts", this::rollUp);
    }

    private void rollUp() {
        var before = Interval.day.start(clock.instant().minus(config.hourlyRetention()), site.timeZone());
        var alreadyBefore = database.createNativeQuery(
                        "select rolled_up_until from view_rollup for update", Instant.class)
                .getSingleResult();
        if (!alreadyBefore.isBefore(before)) {
            return;
        }
        database.createNativeQuery("""
                        with old as (
                            select article_id, hour, views,
                                   date_trunc('day', hour at time zone :zone) at time zone :zone as first_hour
                              from view_hour
                             where hour >= :alreadyBefore and hour < :before
                        ), later as (
                            delete from view_hour h
                             using old
                             where h.article_id = old.article_id and h.hour = old.hour and old.hour > old.first_hour
                        )
                        insert into view_hour as h (article_id, hour, views)
                        select article_id, first_hour, sum(views)
                          from old
                         where hour > first_hour
                         group by article_id, first_hour
                         order by article_id, first_hour
                        on conflict (article_id, hour) do update set views = h.views + excluded.views
                        """)
                .setParameter("zone", site.timeZone().getId())
                .setParameter("alreadyBefore", alreadyBefore)
                .setParameter("before", before)
                .executeUpdate();
        database.createNativeQuery("update view_rollup set rolled_up_until = :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
