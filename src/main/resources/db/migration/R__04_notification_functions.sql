-- Functions and triggers that notify the nodes on the channel "bantin" when a transaction commits, so that each node
-- invalidates the cached responses that show the changed rows. With triggers, every way of writing notifies.
-- Payloads:
--
--   article <id> <slug> <publication>   an article that is or was more than a draft; its publication in microseconds
--                                       since 1970, or - if it is not published
--   articles                            many articles; the existence filters must be loaded again
--   lists                               lists only: a publication or expiry has come due (record_due_changes)
--   section-<id>, tag-<id>, contributor-<id>, media-<id>   a part that articles show
--   keys                                API keys
--   all                                 anything

create or replace function article_notification(id bigint, slug text, status text, published_at timestamptz)
returns text
language sql stable as $$
    select 'article ' || id || ' ' || slug || ' '
        || case when status = 'published'
                then cast(cast(extract(epoch from published_at) * 1000000 as bigint) as text) else '-' end
$$;

comment on function article_notification is 'The payload of the notification about an article.';

-- An import of more than 1,000 articles in one statement sends one notification.
create or replace function notify_articles() returns trigger
language plpgsql as $$
begin
    if (select count(*) from (select from changed where status <> 'draft' limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'articles');
    else
        perform pg_notify('bantin', article_notification(id, slug, status, published_at))
           from changed
          where status <> 'draft';
    end if;
    return null;
end $$;

comment on function notify_articles is 'Trigger function: notifies of articles that were inserted or deleted.';

create or replace function notify_updated_articles() returns trigger
language plpgsql as $$
begin
    if (select count(*) from (select from changed limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'articles');
    else
        perform pg_notify('bantin', article_notification(c.id, c.slug, c.status, c.published_at))
           from changed c
           join former f on f.id = c.id
          where (c.status <> 'draft' or f.status <> 'draft')
            and not is_hidden_write(f.version, f.public_version, c.version, c.public_version)
            and f.legal_hold_reason is not distinct from c.legal_hold_reason;
    end if;
    return null;
end $$;

comment on function notify_updated_articles is
    'Trigger function: notifies of articles that were updated and are or were more than drafts, unless readers see no'
    ' difference.';

create or replace function notify_names() returns trigger
language plpgsql as $$
begin
    if (select count(*) from (select from changed limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'all');
    else
        perform pg_notify('bantin', tg_argv[0] || '-' || id) from changed;
    end if;
    return null;
end $$;

comment on function notify_names is
    'Trigger function: notifies of sections, tags, contributors or media assets. The argument is the kind.';

create or replace function notify_all() returns trigger
language plpgsql as $$
begin
    perform pg_notify('bantin', 'all');
    return null;
end $$;

comment on function notify_all is 'Trigger function: notifies that anything may have changed.';

create or replace function notify_keys() returns trigger
language plpgsql as $$
begin
    perform pg_notify('bantin', 'keys');
    return null;
end $$;

comment on function notify_keys is
    'Trigger function: notifies that an API key has changed. Nodes cache the keys that they have seen.';

-- Statement triggers: one call for all rows of a statement.
create or replace trigger article_notify_insert after insert on article
    referencing new table as changed for each statement execute function notify_articles();
create or replace trigger article_notify_update after update on article
    referencing old table as former new table as changed for each statement execute function notify_updated_articles();
create or replace trigger article_notify_delete after delete on article
    referencing old table as changed for each statement execute function notify_articles();
create or replace trigger article_notify_truncate after truncate on article
    for each statement execute function notify_all();

create or replace trigger section_notify_insert after insert on section
    referencing new table as changed for each statement execute function notify_names('section');
create or replace trigger section_notify_update after update on section
    referencing new table as changed for each statement execute function notify_names('section');
create or replace trigger section_notify_delete after delete on section
    referencing old table as changed for each statement execute function notify_names('section');
create or replace trigger section_notify_truncate after truncate on section
    for each statement execute function notify_all();

create or replace trigger contributor_notify_insert after insert on contributor
    referencing new table as changed for each statement execute function notify_names('contributor');
create or replace trigger contributor_notify_update after update on contributor
    referencing new table as changed for each statement execute function notify_names('contributor');
create or replace trigger contributor_notify_delete after delete on contributor
    referencing old table as changed for each statement execute function notify_names('contributor');
create or replace trigger contributor_notify_truncate after truncate on contributor
    for each statement execute function notify_all();

create or replace trigger tag_notify_insert after insert on tag
    referencing new table as changed for each statement execute function notify_names('tag');
create or replace trigger tag_notify_update after update on tag
    referencing new table as changed for each statement execute function notify_names('tag');
create or replace trigger tag_notify_delete after delete on tag
    referencing old table as changed for each statement execute function notify_names('tag');
create or replace trigger tag_notify_truncate after truncate on tag
    for each statement execute function notify_all();

-- Not on insert: no cached response shows an asset before an article uses it, and the article sends its own
-- notification.
create or replace trigger media_asset_notify_update after update on media_asset
    referencing new table as changed for each statement execute function notify_names('media');
create or replace trigger media_asset_notify_delete after delete on media_asset
    referencing old table as changed for each statement execute function notify_names('media');
create or replace trigger media_asset_notify_truncate after truncate on media_asset
    for each statement execute function notify_all();

-- Not on insert: a new key is in no cache.
create or replace trigger api_key_notify after update or delete or truncate on api_key
    for each statement execute function notify_keys();
