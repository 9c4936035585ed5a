-- Tells all nodes what a transaction has changed, when and only when it commits: `article <id> <slug>` for each article,
-- `articles` for many at once, `all` for what any article may show. Triggers, so that no way to change something can
-- forget to tell.
create function notify_of_articles() returns trigger language plpgsql as $$
begin
    -- An import tells once.
    if (select count(*) from changed) > 1000 then
        perform pg_notify('bantin', 'articles');
    else
        perform pg_notify('bantin', 'article ' || id || ' ' || slug) from changed;
    end if;
    return null;
end $$;

create trigger article_inserted after insert on article
    referencing new table as changed for each statement execute function notify_of_articles();
create trigger article_updated after update on article
    referencing new table as changed for each statement execute function notify_of_articles();
create trigger article_deleted after delete on article
    referencing old table as changed for each statement execute function notify_of_articles();

create function notify_of_all() returns trigger language plpgsql as $$
begin
    perform pg_notify('bantin', 'all');
    return null;
end $$;

create trigger section_changed after update or delete or truncate on section
    for each statement execute function notify_of_all();
create trigger contributor_changed after update or delete or truncate on contributor
    for each statement execute function notify_of_all();
create trigger tag_changed after update or delete or truncate on tag
    for each statement execute function notify_of_all();
create trigger media_asset_changed after update or delete or truncate on media_asset
    for each statement execute function notify_of_all();
create trigger article_truncated after truncate on article
    for each statement execute function notify_of_all();
