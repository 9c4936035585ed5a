-- Views by the hour (UTC) in which they happened. Old hours are folded into the first hour of their day.
-- As with view_count, room is left on each page so that the next count of a row finds its place beside the last one,
-- and no index names what changes: PostgreSQL then updates in place (HOT) and tidies up as it reads.
create table view_hour (
    article_id bigint      not null
                           constraint view_hour_count_fk references view_count on delete cascade,
    hour       timestamptz not null
                           constraint view_hour_is_whole check (extract(epoch from hour)::bigint % 3600 = 0),
    views      bigint      not null constraint view_hour_views_positive check (views > 0),
    constraint view_hour_pk primary key (article_id, hour)
) with (fillfactor = 50);

create index view_hour_hour_idx on view_hour (hour);

-- Until when hours have been folded; one row, which whoever folds has locked.
create table view_folding (
    until timestamptz not null
);

insert into view_folding (until) values ('2000-01-01T00:00:00Z');
