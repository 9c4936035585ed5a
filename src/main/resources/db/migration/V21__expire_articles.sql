-- Until when a published article is public; null where it stays.
alter table article add column expires_at timestamptz;
alter table article add constraint article_expires_later check (expires_at > published_at);
alter table article_search add column expires_at timestamptz;

create index article_expires_idx on article (expires_at) where status = 'published' and expires_at is not null;

-- So that lists are read from their indexes alone, as before.
drop index article_published_idx, article_published_section_idx, article_published_locale_idx;
create index article_published_idx on article (published_at, id) include (expires_at) where status = 'published';
create index article_published_section_idx on article (section_id, published_at, id) include (expires_at)
    where status = 'published';
create index article_published_locale_idx on article (locale, published_at, id) include (expires_at)
    where status = 'published';

-- What readers may see at a moment. PostgreSQL puts its text where it is called, so that indexes serve it. Says "is null or",
-- because "is not false" would be taken for rare.
create function is_public(status text, published_at timestamptz, expires_at timestamptz, moment timestamptz) returns boolean
language sql immutable parallel safe as $$
    select status = 'published' and published_at <= moment and (expires_at is null or expires_at > moment)
$$;

-- What will change for readers when its time comes, with no transaction that would tell of it.
alter table scheduled_publication rename to scheduled_change;
alter table scheduled_change add column what text not null default 'published';
alter table scheduled_change alter column what drop default;
alter table scheduled_change drop constraint scheduled_publication_pk;
alter table scheduled_change add constraint scheduled_change_pk primary key (article_id, what);
alter index scheduled_publication_due_idx rename to scheduled_change_due_idx;

drop function record_due_publications(timestamptz);

-- Records what has come due by this moment, each once, whoever calls and how often.
create function record_due_changes(moment timestamptz) returns void language plpgsql as $$
begin
    perform wait_for_turn_to_record_changes();
    with come as (
        delete from scheduled_change where due <= moment returning article_id, what, due
    )
    insert into change (kind, entity_id, what, at)
    select 'article', article_id, what, due from come order by due, article_id;
end $$;

create or replace function record_change_of_article() returns trigger language plpgsql as $$
declare
    moment      timestamptz := case when tg_op = 'DELETE' then clock_timestamp() else new.updated_at end;
    was_visible boolean     := tg_op <> 'INSERT' and is_public(old.status, old.published_at, old.expires_at, moment);
    is_visible  boolean     := tg_op <> 'DELETE' and is_public(new.status, new.published_at, new.expires_at, moment);
    came        record;
begin
    perform wait_for_turn_to_record_changes();
    if tg_op <> 'INSERT' then
        for came in
            with known as (delete from scheduled_change where article_id = old.id returning what, due)
            select what, due from known where due <= moment order by due
        loop
            perform record_change('article', old.id, came.what, came.due);
        end loop;
    end if;
    if tg_op <> 'DELETE' and new.status = 'published' then
        insert into scheduled_change (article_id, what, due)
        select new.id, what, due
          from (values ('published', new.published_at), ('unpublished', new.expires_at)) c (what, due)
         where due > moment;
    end if;
    if was_visible or is_visible then
        perform record_change(
            'article',
            coalesce(new.id, old.id),
            case when not was_visible           then 'published'
                 when is_visible                then 'edited'
                 when tg_op = 'DELETE'          then 'deleted'
                 when new.status = 'withdrawn'  then 'withdrawn'
                 when new.status = 'trashed'    then 'deleted'
                 else 'unpublished' end,
            moment);
    end if;
    return null;
end $$;

create or replace function record_change_of_asset() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if exists (select 1 from change c where c.kind = 'media' and c.entity_id = old.id) then
            perform record_change('media', old.id, 'deleted', clock_timestamp());
        end if;
    elsif exists (select 1
                    from media_caption u
                    join article a on a.id = u.article_id
                   where u.asset_id = new.id and is_public(a.status, a.published_at, a.expires_at, new.updated_at)) then
        perform record_change('media', new.id, 'edited', new.updated_at);
    end if;
    return null;
end $$;

create or replace function refresh_search() returns trigger language plpgsql as $$
begin
    delete from search_stale where article_id = new.article_id;
    insert into article_search (article_id, published_at, expires_at, search)
    select a.id, case when a.status = 'published' then a.published_at end, a.expires_at, search_of(a)
      from article a
     where a.id = new.article_id
        on conflict (article_id) do update
            set published_at = excluded.published_at, expires_at = excluded.expires_at, search = excluded.search;
    return null;
end $$;

create trigger article_search_expiry after update on article for each row
    when (old.expires_at is distinct from new.expires_at)
    execute function search_is_stale('select ($1).id');
