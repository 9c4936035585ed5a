-- Hours are those of the site's zone, which begin at a quarter of an hour of UTC everywhere: at half past in India, at a quarter to in Nepal.
alter table view_hour drop constraint view_hour_is_whole,
    add constraint view_hour_is_whole check (extract(epoch from hour)::bigint % 900 = 0);

comment on column view_hour.hour is 'When the hour of the site''s zone began; of old days the first hour has the views of all';
