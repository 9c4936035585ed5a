-- View counts. Counting a view must not touch the row of the article and must be a HOT update: PostgreSQL writes the
-- new version of the row on the same page and no index, and removes old versions as it reads. That needs free space on
-- the page (fillfactor 50) and no index on the columns that change.

create table view_count (
    article_id    bigint constraint view_count_pk primary key
                         constraint view_count_article_fk references article on delete cascade,
    total         bigint not null constraint view_count_total_not_negative check (total >= 0),
    ranking_total bigint not null default 0
) with (fillfactor = 50);

comment on table view_count is
    'How often an article was viewed. Every article has a row from its creation, so that lists by views have them'
    ' all.';
comment on column view_count.total is 'The current count.';
comment on column view_count.ranking_total is
    'A copy of the count that is one second behind. Lists by views use its index, which a view does not write.';

-- Lists by views.
create index view_count_ranking_idx on view_count (ranking_total, article_id);

create table view_hour (
    article_id bigint      not null constraint view_hour_count_fk references view_count on delete cascade,
    hour       timestamptz not null,
    views      bigint      not null constraint view_hour_views_positive check (views > 0),
    constraint view_hour_pk primary key (article_id, hour),
    -- Hours are those of the site's time zone. All zones begin them at a quarter of an hour of UTC: India at half past,
    -- Nepal at a quarter to.
    constraint view_hour_is_whole check (extract(epoch from hour)::bigint % 900 = 0)
) with (fillfactor = 50);

comment on table view_hour is 'The views of an article in one hour. Old hours are rolled up into days.';
comment on column view_hour.hour is
    'The beginning of the hour. After the roll-up the first hour of a day has the views of the whole day.';

-- Finds the hours to roll up, and the most viewed of a period.
create index view_hour_hour_idx on view_hour (hour);

create table view_rollup (
    rolled_up_until timestamptz not null
);

comment on table view_rollup is
    'Until when hours have been rolled up. It has one row; the node that rolls up holds its lock.';

insert into view_rollup (rolled_up_until) values ('2000-01-01T00:00:00Z');

-- There is no foreign key: a row lives for half an hour, and checking the key would cost more than writing the row.
create table view_visitor (
    article_id bigint      not null,
    visitor    bytea       not null,
    counted_at timestamptz not null,
    constraint view_visitor_pk primary key (article_id, visitor)
);

comment on table view_visitor is
    'The last counted view of a visitor, as long as another view of the same article would not be counted.';
comment on column view_visitor.visitor is
    'A keyed hash of the visitor and the article. It cannot be matched with the same visitor on another article.';

create table view_visitor_key (
    day    date  constraint view_visitor_key_pk primary key,
    secret bytea not null
);

comment on table view_visitor_key is
    'The key of the hash of visitors, one for each day (UTC). Once it is deleted, the hashes cannot be traced to'
    ' anybody.';
