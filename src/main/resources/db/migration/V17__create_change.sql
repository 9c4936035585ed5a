-- Each change of what the public sees, numbered in the order in which it was committed: the triggers below run when a
-- transaction commits, and hold a lock from the number until it has. (Transactions that NOTIFY, as all of these do, take
-- their turn at this point anyway.) So whoever has seen a number has seen all before it, or never will.
create table change (
    number    bigint      generated always as identity constraint change_pk primary key,
    kind      text        not null constraint change_kind_known
                          check (kind in ('article', 'section', 'contributor', 'tag', 'media')),
    entity_id bigint      not null,
    what      text        not null constraint change_what_known
                          check (what in ('created', 'published', 'edited', 'unpublished', 'withdrawn', 'deleted')),
    at        timestamptz not null
);

create index change_media_idx on change (entity_id) where kind = 'media';

-- What is published but not due yet: no transaction will tell of it when it is.
create table scheduled_publication (
    article_id bigint      constraint scheduled_publication_pk primary key,
    due        timestamptz not null
);

create index scheduled_publication_due_idx on scheduled_publication (due);

create function wait_for_turn_to_record_changes() returns void language sql as $$
    select pg_advisory_xact_lock(hashtextextended('change', 0))
$$;

create function record_change(kind text, entity_id bigint, what text, at timestamptz) returns void language plpgsql as $$
begin
    perform wait_for_turn_to_record_changes();
    insert into change (kind, entity_id, what, at) values (kind, entity_id, what, at);
end $$;

-- Records the publications that have come due by this moment, each once, whoever calls and how often.
create function record_due_publications(moment timestamptz) returns void language plpgsql as $$
begin
    perform wait_for_turn_to_record_changes();
    with come as (
        delete from scheduled_publication where due <= moment returning article_id, due
    )
    insert into change (kind, entity_id, what, at)
    select 'article', article_id, 'published', due from come order by due, article_id;
end $$;

-- An article changes for the public when it is visible before or after; its own time tells at what moment that was.
create function record_change_of_article() returns trigger language plpgsql as $$
declare
    moment      timestamptz := case when tg_op = 'DELETE' then clock_timestamp() else new.updated_at end;
    was_visible boolean     := tg_op <> 'INSERT' and old.status = 'published' and old.published_at <= moment;
    is_visible  boolean     := tg_op <> 'DELETE' and new.status = 'published' and new.published_at <= moment;
    due_at      timestamptz;
begin
    perform wait_for_turn_to_record_changes();
    if tg_op <> 'INSERT' then
        delete from scheduled_publication where article_id = old.id returning due into due_at;
        if due_at <= moment then
            perform record_change('article', old.id, 'published', due_at);
        end if;
    end if;
    if tg_op <> 'DELETE' and new.status = 'published' and not is_visible then
        insert into scheduled_publication (article_id, due) values (new.id, new.published_at);
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

create constraint trigger article_change_on_insert after insert on article
    deferrable initially deferred for each row
    when (new.status = 'published') execute function record_change_of_article();
create constraint trigger article_change_on_update after update on article
    deferrable initially deferred for each row
    when ((old.status = 'published' or new.status = 'published') and old.version <> new.version)
    execute function record_change_of_article();
create constraint trigger article_change_on_delete after delete on article
    deferrable initially deferred for each row
    when (old.status = 'published') execute function record_change_of_article();

-- Sections, contributors and tags are public as soon as they are there. The trigger's argument is their kind.
create function record_change_of_part() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform record_change(tg_argv[0], old.id, 'deleted', clock_timestamp());
    else
        perform record_change(
            tg_argv[0], new.id, case when tg_op = 'INSERT' then 'created' else 'edited' end, new.updated_at);
    end if;
    return null;
end $$;

create constraint trigger section_change after insert or update or delete on section
    deferrable initially deferred for each row execute function record_change_of_part('section');
create constraint trigger contributor_change after insert or update or delete on contributor
    deferrable initially deferred for each row execute function record_change_of_part('contributor');
create constraint trigger tag_change after insert or update or delete on tag
    deferrable initially deferred for each row execute function record_change_of_part('tag');

-- An asset is public while something public shows it, and comes and goes with that. Of its own it can be edited, and
-- deleted when nothing shows it any more: that is told of where an edit had been told of.
create function record_change_of_asset() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if exists (select 1 from change c where c.kind = 'media' and c.entity_id = old.id) then
            perform record_change('media', old.id, 'deleted', clock_timestamp());
        end if;
    elsif exists (select 1
                    from media_caption u
                    join article a on a.id = u.article_id
                   where u.asset_id = new.id and a.status = 'published' and a.published_at <= new.updated_at) then
        perform record_change('media', new.id, 'edited', new.updated_at);
    end if;
    return null;
end $$;

create constraint trigger media_asset_change after update or delete on media_asset
    deferrable initially deferred for each row execute function record_change_of_asset();

-- What is there already.
insert into change (kind, entity_id, what, at) select 'section', id, 'created', created_at from section order by id;
insert into change (kind, entity_id, what, at) select 'contributor', id, 'created', created_at from contributor order by id;
insert into change (kind, entity_id, what, at) select 'tag', id, 'created', created_at from tag order by id;
insert into change (kind, entity_id, what, at)
select 'article', id, 'published', published_at
  from article
 where status = 'published' and published_at <= now()
 order by published_at, id;
insert into scheduled_publication (article_id, due)
select id, published_at from article where status = 'published' and published_at > now();
