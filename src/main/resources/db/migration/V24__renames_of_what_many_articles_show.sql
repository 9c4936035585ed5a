-- A tag of 80,000 articles was renamed in one transaction that read all of them anew. That takes minutes, and a transaction has one. Now those of a few
-- articles are read in the transaction, and afterwards in turn all that show the name. So also an article is read that was being saved
-- meanwhile: its writer did not see the new name yet, and who renamed did not see the article.
create table search_renamed (
    id        bigint generated always as identity constraint search_renamed_pk primary key,
    kind      text   not null,
    entity_id bigint not null,
    -- Transactions before it may have read the old name; null until the renaming can be seen by others.
    barrier   xid8
);

-- Articles that are to be read anew.
create table search_behind (
    article_id bigint constraint search_behind_pk primary key
);

create function articles_that_show(kind text, entity_id bigint) returns setof bigint language sql stable as $$
    select id from article where kind = 'section' and section_id = entity_id
    union
    select article_id from article_tag where kind = 'tag' and tag_id = entity_id
    union
    select article_id from byline where kind = 'contributor' and contributor_id = entity_id
    union
    select article_id from media_caption where kind = 'media_asset' and asset_id = entity_id
$$;

create function search_is_renamed() returns trigger language plpgsql as $$
declare
    articles bigint[] := array(select articles_that_show(tg_table_name, new.id) limit 201);
begin
    if cardinality(articles) <= 200 then
        insert into search_stale (article_id) select unnest(articles) order by 1 on conflict do nothing;
    end if;
    insert into search_renamed (kind, entity_id) values (tg_table_name, new.id);
    return null;
end $$;

drop trigger section_search on section;
drop trigger tag_search on tag;
drop trigger contributor_search on contributor;
drop trigger media_asset_search on media_asset;
create trigger section_search after update of name on section for each row when (old.name <> new.name)
    execute function search_is_renamed();
create trigger tag_search after update of name on tag for each row when (old.name <> new.name)
    execute function search_is_renamed();
create trigger contributor_search after update of name on contributor for each row when (old.name <> new.name)
    execute function search_is_renamed();
create trigger media_asset_search after update of caption on media_asset for each row
    when (old.caption is distinct from new.caption)
    execute function search_is_renamed();

-- Reads some of what is behind, on one node at a time; how many. When it has read the last, what was found before is not to be remembered.
create function read_renamed_anew(at_most bigint) returns bigint language plpgsql as $$
declare
    renamed search_renamed;
    read    bigint;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('search_behind', 0)) then
        return 0;
    end if;
    for renamed in delete from search_renamed where barrier <= pg_snapshot_xmin(pg_current_snapshot()) returning * loop
        insert into search_behind
        select articles_that_show(renamed.kind, renamed.entity_id)
            on conflict do nothing;
    end loop;
    update search_renamed set barrier = pg_snapshot_xmax(pg_current_snapshot()) where barrier is null;
    with taken as (
        delete from search_behind
         where article_id in (select article_id from search_behind order by article_id limit at_most)
        returning article_id
    ),
    noted as (
        insert into search_stale (article_id)
        select article_id from taken join article a on a.id = taken.article_id order by 1
            on conflict do nothing
    )
    select count(*) into read from taken;
    if read > 0 and not exists (select from search_behind) then
        perform pg_notify('bantin', 'all');
    end if;
    return read;
end $$;
