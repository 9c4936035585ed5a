-- When a visitor's last counted view of an article was, for as long as another one would not be counted. The visitor is
-- a keyed hash over the article too: it can be compared with itself, but not with the same person on another article.
-- No foreign key: a row lives for half an hour, and checking one would cost more than writing the row.
create table view_visitor (
    article_id bigint      not null,
    visitor    bytea       not null,
    counted_at timestamptz not null,
    constraint view_visitor_pk primary key (article_id, visitor)
);

-- The key of the hash, another one each day (UTC). Once it is deleted, nobody can tell whose hash was whose.
create table view_visitor_key (
    day    date  constraint view_visitor_key_pk primary key,
    secret bytea not null
);
