-- Every locale and slug at which an article has been public. A redirect is kept for each of them, also where several articles
-- were public at one slug: the one that left last comes first. The slug that an article still has may be among them.
alter table former_slug drop constraint former_slug_pk;
alter table former_slug add constraint former_slug_pk primary key (locale, slug, article_id);
alter table former_slug add column left_at timestamptz not null default now();
alter table former_slug alter column left_at drop default;

-- What was public before this migration and is not now. The slug of that time is not known where it was changed since.
insert into former_slug (locale, slug, article_id, left_at)
select locale, slug, id, updated_at
  from article a
 where not (status = 'published' and published_at <= now())
   and (status = 'withdrawn'
        or exists (select from change c where c.kind = 'article' and c.entity_id = a.id and c.what = 'published'))
    on conflict do nothing;

create function keep_public_slug() returns trigger language plpgsql as $$
begin
    insert into former_slug (locale, slug, article_id, left_at)
    values (old.locale, old.slug, old.id, new.updated_at)
        on conflict on constraint former_slug_pk do update set left_at = excluded.left_at;
    return null;
end $$;

-- The former row was valid from its updated_at until the new one's. It was public in that time if its publication had come due, and it had
-- not expired before. Where an article expired meanwhile, the new row cannot tell any more that it was public.
create trigger article_public_slug after update on article for each row
    when (old.status = 'published' and old.published_at <= new.updated_at
          and (old.expires_at is null or old.expires_at > old.updated_at)
          and (old.expires_at <= new.updated_at
               or (old.locale, old.slug, old.status, old.published_at, old.expires_at)
                   is distinct from (new.locale, new.slug, new.status, new.published_at, new.expires_at)))
    execute function keep_public_slug();

-- Notifications say what changed, so that each node drops only the responses that show it:
--   article <id> <slug> <publication in microseconds of the Unix epoch, or ->    an article that is or was more than a draft
--   articles                                                                       many articles at once; ids must be read again
--   lists                                                                          lists alone: something came due by itself
--   section-<id>, tag-<id>, contributor-<id>, media-<id>                           something that articles show
--   all                                                                            anything
create or replace function notify_of_articles() returns trigger language plpgsql as $$
begin
    if (select count(*) from (select from changed where status <> 'draft' limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'articles');
    else
        perform pg_notify('bantin', notification_of_article(id, slug, status, published_at))
           from changed
          where status <> 'draft';
    end if;
    return null;
end $$;

create function notification_of_article(id bigint, slug text, status text, published_at timestamptz) returns text
language sql stable as $$
    select 'article ' || id || ' ' || slug || ' '
        || case when status = 'published'
                then cast(cast(extract(epoch from published_at) * 1000000 as bigint) as text) else '-' end
$$;

create function notify_of_updated_articles() returns trigger language plpgsql as $$
begin
    if (select count(*) from (select from changed limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'articles');
    else
        perform pg_notify('bantin', notification_of_article(c.id, c.slug, c.status, c.published_at))
           from changed c
           join former f on f.id = c.id
          where c.status <> 'draft' or f.status <> 'draft';
    end if;
    return null;
end $$;

drop trigger article_updated on article;
create trigger article_updated after update on article
    referencing old table as former new table as changed
    for each statement execute function notify_of_updated_articles();

-- The trigger's argument is the kind.
create function notify_of_parts() returns trigger language plpgsql as $$
begin
    if (select count(*) from (select from changed limit 1001) many) > 1000 then
        perform pg_notify('bantin', 'all');
    else
        perform pg_notify('bantin', tg_argv[0] || '-' || id) from changed;
    end if;
    return null;
end $$;

drop trigger section_changed on section;
drop trigger contributor_changed on contributor;
drop trigger tag_changed on tag;
drop trigger media_asset_changed on media_asset;

create trigger section_inserted after insert on section
    referencing new table as changed for each statement execute function notify_of_parts('section');
create trigger section_updated after update on section
    referencing new table as changed for each statement execute function notify_of_parts('section');
create trigger section_deleted after delete on section
    referencing old table as changed for each statement execute function notify_of_parts('section');
create trigger section_truncated after truncate on section
    for each statement execute function notify_of_all();

create trigger contributor_inserted after insert on contributor
    referencing new table as changed for each statement execute function notify_of_parts('contributor');
create trigger contributor_updated after update on contributor
    referencing new table as changed for each statement execute function notify_of_parts('contributor');
create trigger contributor_deleted after delete on contributor
    referencing old table as changed for each statement execute function notify_of_parts('contributor');
create trigger contributor_truncated after truncate on contributor
    for each statement execute function notify_of_all();

create trigger tag_inserted after insert on tag
    referencing new table as changed for each statement execute function notify_of_parts('tag');
create trigger tag_updated after update on tag
    referencing new table as changed for each statement execute function notify_of_parts('tag');
create trigger tag_deleted after delete on tag
    referencing old table as changed for each statement execute function notify_of_parts('tag');
create trigger tag_truncated after truncate on tag
    for each statement execute function notify_of_all();

-- Nothing that is cached shows an asset before an article does.
create trigger media_asset_updated after update on media_asset
    referencing new table as changed for each statement execute function notify_of_parts('media');
create trigger media_asset_deleted after delete on media_asset
    referencing old table as changed for each statement execute function notify_of_parts('media');
create trigger media_asset_truncated after truncate on media_asset
    for each statement execute function notify_of_all();

-- Words that are learned with a change are there when its transaction commits, and the article's own notification follows. Only what comes due
-- by itself has no other notification.
create or replace function know_words_of_change() returns trigger language plpgsql as $$
begin
    if new.what = 'published' then
        perform learn_words_of(s) from article_search s where article_id = new.entity_id;
    else
        perform doubt_words(tsvector_to_array(search)) from article_search where article_id = new.entity_id;
    end if;
    return null;
end $$;

create or replace function record_due_changes(moment timestamptz) returns void language plpgsql as $$
begin
    perform wait_for_turn_to_record_changes();
    with come as (
        delete from scheduled_change where due <= moment returning article_id, what, due
    )
    insert into change (kind, entity_id, what, at)
    select 'article', article_id, what, due from come order by due, article_id;
    if found then
        perform pg_notify('bantin', 'lists');
    end if;
end $$;
