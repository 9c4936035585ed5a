-- Functions and triggers of the change log. Deferred triggers write it when a transaction commits, so that sequence
-- numbers are assigned in commit order.

-- A transaction holds the lock from its first sequence number until its commit, so no other transaction can get a
-- number in between. (Transactions that NOTIFY, as all of these do, commit one after the other in any case.) Search
-- documents are written before that, because slow work must not be done while others wait for the lock.
create or replace function lock_change_log() returns void
language plpgsql as $$
begin
    set constraints search_refresh_queue_process immediate;
    perform pg_advisory_xact_lock(hashtextextended('change_log', 0));
end $$;

comment on function lock_change_log is
    'Waits until this transaction may append to the change log. Every function that appends calls it first.';

create or replace function record_change(kind text, entity_id bigint, event text, occurred_at timestamptz) returns void
language plpgsql as $$
begin
    perform lock_change_log();
    insert into change_log (kind, entity_id, event, occurred_at) values (kind, entity_id, event, occurred_at);
end $$;

comment on function record_change is 'Appends a change to the change log.';

-- No write notifies the nodes when a scheduled change comes due, so this function does.
create or replace function record_due_changes(moment timestamptz) returns void
language plpgsql as $$
begin
    perform lock_change_log();
    with due_change as (
        delete from scheduled_change where due <= moment returning article_id, event, due
    )
    insert into change_log (kind, entity_id, event, occurred_at)
    select 'article', article_id, event, due from due_change order by due, article_id;
    if found then
        perform pg_notify('bantin', 'lists');
    end if;
end $$;

comment on function record_due_changes is
    'Records the publications and expiries that have come due. Each is recorded once, even if several sessions call'
    ' this.';

create or replace function has_been_public(kind text, entity_id bigint) returns boolean
language sql stable parallel safe as $$
    select exists (select from change_log c
                    where c.kind = $1 and c.entity_id = $2 and c.kind in ('section', 'tag', 'contributor', 'media'))
$$;

comment on function has_been_public is
    'Whether readers have ever seen a section, tag, contributor or media asset: the change log then has an entry for'
    ' it.';

-- An article changes for the public if it is public before or after the write. The moment of the write is its
-- updated_at. Scheduled changes of the old row that have come due are recorded first; those of the new row replace the
-- others.
create or replace function record_article_change() returns trigger
language plpgsql as $$
declare
    moment      timestamptz := case when tg_op = 'DELETE' then clock_timestamp() else new.updated_at end;
    was_visible boolean     := tg_op <> 'INSERT' and is_public(old.status, old.published_at, old.expires_at, moment);
    is_visible  boolean     := tg_op <> 'DELETE' and is_public(new.status, new.published_at, new.expires_at, moment);
    due_change  record;
begin
    perform lock_change_log();
    if tg_op <> 'INSERT' then
        for due_change in
            with scheduled as (delete from scheduled_change where article_id = old.id returning event, due)
            select event, due from scheduled where due <= moment order by due
        loop
            perform record_change('article', old.id, due_change.event, due_change.due);
        end loop;
    end if;
    if tg_op <> 'DELETE' and new.status = 'published' then
        insert into scheduled_change (article_id, event, due)
        select new.id, event, due
          from (values ('published', new.published_at), ('unpublished', new.expires_at)) c (event, due)
         where due > moment;
    end if;
    if was_visible or is_visible then
        perform record_change(
            'article',
            coalesce(new.id, old.id),
            case when not was_visible           then 'published'
                 when is_visible                then 'updated'
                 when tg_op = 'DELETE'          then 'deleted'
                 when new.status = 'withdrawn'  then 'withdrawn'
                 when new.status = 'trashed'    then 'deleted'
                 else 'unpublished' end,
            moment);
    end if;
    return null;
end $$;

comment on function record_article_change is
    'Trigger function: records how an article changed for the public, and schedules what will change later.';

-- Constraint triggers cannot be replaced, only dropped and created. Only articles that are or were published can change
-- for the public.
drop trigger if exists article_change_on_insert on article;
create constraint trigger article_change_on_insert after insert on article
    deferrable initially deferred for each row
    when (new.status = 'published') execute function record_article_change();

-- Writes that do not increment the version, such as those of migrations, are not recorded, nor are those of which
-- readers see nothing.
drop trigger if exists article_change_on_update on article;
create constraint trigger article_change_on_update after update on article
    deferrable initially deferred for each row
    when ((old.status = 'published' or new.status = 'published')
          and old.version <> new.version
          and not is_hidden_write(old.version, old.public_version, new.version, new.public_version))
    execute function record_article_change();

drop trigger if exists article_change_on_delete on article;
create constraint trigger article_change_on_delete after delete on article
    deferrable initially deferred for each row
    when (old.status = 'published') execute function record_article_change();

create or replace function record_section_change() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform record_change('section', old.id, 'deleted', clock_timestamp());
    else
        perform record_change(
            'section', new.id, case when tg_op = 'INSERT' then 'created' else 'updated' end, new.updated_at);
    end if;
    return null;
end $$;

comment on function record_section_change is
    'Trigger function: records a change of a section. Sections are public as soon as they exist.';

-- Deferred like those of articles.
drop trigger if exists section_change on section;
create constraint trigger section_change after insert or update or delete on section
    deferrable initially deferred for each row execute function record_section_change();

-- It runs at the commit, behind the lock: an article that published the name meanwhile has been recorded. The words of
-- the name are added to the dictionary from here, because the dictionary must not have words that are not public yet.
create or replace function record_name_change() returns trigger
language plpgsql as $$
begin
    perform lock_change_log();
    if has_been_public(tg_argv[0], old.id) then
        perform record_change(
            tg_argv[0],
            old.id,
            case when tg_op = 'DELETE' then 'deleted' else 'updated' end,
            case when tg_op = 'DELETE' then clock_timestamp() else new.updated_at end);
        if tg_op = 'UPDATE' then
            perform add_words_of_name(new.name);
        end if;
    end if;
    return null;
end $$;

comment on function record_name_change is
    'Trigger function: records a change of a tag or contributor that readers have seen. The argument is the kind.';

-- Not on insert: a new tag or contributor is not public (record_first_uses).
drop trigger if exists tag_change on tag;
create constraint trigger tag_change after update or delete on tag
    deferrable initially deferred for each row execute function record_name_change('tag');

drop trigger if exists contributor_change on contributor;
create constraint trigger contributor_change after update or delete on contributor
    deferrable initially deferred for each row execute function record_name_change('contributor');

-- Tags and contributors may reveal the topic of a story, so they become public with the first article that uses them
-- (ADR 28). They are public if the change log has an entry for them.
create or replace function record_first_uses() returns trigger
language plpgsql as $$
declare
    used record;
begin
    for used in
        select 'tag' as kind, t.id, t.name
          from article_tag x join tag t on t.id = x.tag_id
         where x.article_id = new.entity_id
           and not exists (select from change_log told where told.kind = 'tag' and told.entity_id = t.id)
        union
        select 'contributor', c.id, c.name
          from byline x join contributor c on c.id = x.contributor_id
         where x.article_id = new.entity_id
           and not exists (select from change_log told where told.kind = 'contributor' and told.entity_id = c.id)
         order by kind, id
    loop
        insert into change_log (kind, entity_id, event, occurred_at)
        values (used.kind, used.id, 'created', new.occurred_at);
        perform add_words_of_name(used.name);
    end loop;
    return null;
end $$;

comment on function record_first_uses is
    'Trigger function: records that tags and contributors have become public with an article that uses them.';

-- An update can add a tag or byline to a public article.
create or replace trigger change_log_first_uses after insert on change_log for each row
    when (new.kind = 'article' and new.event in ('published', 'updated'))
    execute function record_first_uses();

-- An asset is public while a public article shows it. Only its own edits are recorded; its appearance is part of the
-- article's change. A deletion is recorded if an edit was.
create or replace function record_asset_change() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if exists (select 1 from change_log c where c.kind = 'media' and c.entity_id = old.id) then
            perform record_change('media', old.id, 'deleted', clock_timestamp());
        end if;
    elsif exists (select 1
                    from media_caption u
                    join article a on a.id = u.article_id
                   where u.asset_id = new.id and is_public(a.status, a.published_at, a.expires_at, new.updated_at)) then
        perform record_change('media', new.id, 'updated', new.updated_at);
    end if;
    return null;
end $$;

comment on function record_asset_change is 'Trigger function: records a change of a media asset that readers can see.';

-- Not on insert: no article shows a new asset.
drop trigger if exists media_asset_change on media_asset;
create constraint trigger media_asset_change after update or delete on media_asset
    deferrable initially deferred for each row execute function record_asset_change();
