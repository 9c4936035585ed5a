-- Tags and contributors say what a story is about: readers see them from the moment when the first article that uses them is published.
-- The feed tells that they were created then, and so it is also where it is kept that readers have seen them.
drop index change_media_idx;
create index change_of_names_and_media_idx on change (kind, entity_id)
    where kind in ('section', 'tag', 'contributor', 'media');

create function has_appeared(kind text, entity_id bigint) returns boolean language sql stable parallel safe as $$
    select exists (select from change c
                    where c.kind = $1 and c.entity_id = $2 and c.kind in ('section', 'tag', 'contributor', 'media'))
$$;

create function learn_words_of_name(name text) returns void language sql as $$
    select learn_words(string_to_array(unaccent(search_words(name)), ' '))
$$;

create function show_what_article_uses() returns trigger language plpgsql as $$
declare
    used record;
begin
    for used in
        select 'tag' as kind, t.id, t.name
          from article_tag x join tag t on t.id = x.tag_id
         where x.article_id = new.entity_id
           and not exists (select from change told where told.kind = 'tag' and told.entity_id = t.id)
        union
        select 'contributor', c.id, c.name
          from byline x join contributor c on c.id = x.contributor_id
         where x.article_id = new.entity_id
           and not exists (select from change told where told.kind = 'contributor' and told.entity_id = c.id)
         order by kind, id
    loop
        insert into change (kind, entity_id, what, at) values (used.kind, used.id, 'created', new.at);
        perform learn_words_of_name(used.name);
    end loop;
    return null;
end $$;

create trigger change_shows after insert on change for each row
    when (new.kind = 'article' and new.what in ('published', 'edited'))
    execute function show_what_article_uses();

-- This runs when a transaction commits, after whatever it waited for. The trigger's argument is the kind.
create function record_change_of_what_has_appeared() returns trigger language plpgsql as $$
begin
    perform wait_for_turn_to_record_changes();
    if has_appeared(tg_argv[0], old.id) then
        perform record_change(
            tg_argv[0],
            old.id,
            case when tg_op = 'DELETE' then 'deleted' else 'edited' end,
            case when tg_op = 'DELETE' then clock_timestamp() else new.updated_at end);
        if tg_op = 'UPDATE' then
            perform learn_words_of_name(new.name);
        end if;
    end if;
    return null;
end $$;

drop trigger tag_change on tag;
drop trigger contributor_change on contributor;
create constraint trigger tag_change after update or delete on tag
    deferrable initially deferred for each row execute function record_change_of_what_has_appeared('tag');
create constraint trigger contributor_change after update or delete on contributor
    deferrable initially deferred for each row execute function record_change_of_what_has_appeared('contributor');

-- Names are suggested, and their words known, from then on.
create or replace function suggest_name() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform doubt_words(string_to_array(unaccent(search_words(old.name)), ' '));
    end if;
    if tg_op = 'DELETE' then
        delete from suggestion where kind = tg_argv[0] and entity_id = old.id;
    else
        insert into suggestion (kind, entity_id, text, slug, words)
        values (tg_argv[0], new.id, new.name, new.slug, suggestion_words(new.name, null))
            on conflict (kind, entity_id) do update
           set text = excluded.text, slug = excluded.slug, words = excluded.words;
        if tg_argv[0] = 'section' then
            perform learn_words_of_name(new.name);
        end if;
    end if;
    return null;
end $$;

create or replace function is_word_public(word text) returns boolean language sql stable
set enable_seqscan = off set enable_indexscan = off as $$
    select exists (select from suggestion
                    where kind <> 'article' and words @@ quote_literal(word)::tsquery
                      and has_appeared(kind, entity_id))
        or exists (select from article_search s
                    where search @@ quote_literal(word)::tsquery
                      and published_at is not null
                      and not exists (select from scheduled_change c where c.article_id = s.article_id and what = 'published')
                      and (expires_at is null
                           or exists (select from scheduled_change c where c.article_id = s.article_id and what = 'unpublished')))
$$;
