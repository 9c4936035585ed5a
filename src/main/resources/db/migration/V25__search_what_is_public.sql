-- Whoever searched also looked through what is not published, and could tell by the time that it took how much of that has a word.
drop index article_search_idx;
create index article_search_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is not null;
create index article_search_unpublished_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is null;

-- Words were known from when an article with them was scheduled, and for ever. Whoever mistypes a word that is known is answered a little later than who
-- mistypes one that is not. Now a word is known while something public has it. Those of which that is to be looked at:
create table search_doubt (
    word text collate "C" not null
);
create index search_doubt_idx on search_doubt (word);

insert into search_doubt select distinct word from search_word;

create function is_learned(word text) returns boolean language sql immutable parallel safe as $$
    select word ~ '^[[:alpha:]]{2,30}$'
$$;

create function doubt_words(words text[]) returns void language sql as $$
    insert into search_doubt select word from unnest(words) word where is_learned(word)
$$;

-- Whoever learns looks whether a word is known, so nobody may forget it until what has it can be seen.
create or replace function learn_words(words text[]) returns void language sql as $$
    select pg_advisory_xact_lock_shared(hashtextextended('search_word', 0));
    insert into search_word (word, near)
    select word, search_near(word)
      from unnest(words) with ordinality w (word, place)
     where is_learned(word)
       and not exists (select from search_word known where known.word = w.word collate "C")
     order by place
$$;

-- Words of bodies are many, and found without it.
create function learn_words_of(entry article_search) returns void language sql as $$
    select learn_words(tsvector_to_array(ts_filter(entry.search, '{a,b,c}')))
$$;

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
        perform learn_words(string_to_array(unaccent(search_words(new.name)), ' '));
    end if;
    return null;
end $$;

create or replace function refresh_search() returns trigger language plpgsql as $$
declare
    former  article_search;
    written article_search;
    moment  timestamptz;
begin
    delete from search_stale where article_id = new.article_id;
    select * into former from article_search where article_id = new.article_id;
    insert into article_search
    select entry.*
      from article a
     cross join lateral search_entry(a) entry
     where a.id = new.article_id
        on conflict (article_id) do update
            set published_at = excluded.published_at, search = excluded.search, expires_at = excluded.expires_at,
                section_id = excluded.section_id, locale = excluded.locale, tags = excluded.tags,
                contributors = excluded.contributors
    returning * into written;
    if former.published_at is not null then
        perform doubt_words(array(
            select unnest(tsvector_to_array(former.search))
            except
            select unnest(tsvector_to_array(written.search)) where written.published_at <= former.published_at));
    end if;
    select greatest(updated_at, clock_timestamp()) into moment from article where id = new.article_id;
    if written.published_at <= moment then
        perform learn_words_of(written);
    end if;
    if written.expires_at <= moment then
        perform doubt_words(tsvector_to_array(written.search));
    end if;
    return null;
end $$;

create function doubt_words_of_article() returns trigger language plpgsql as $$
begin
    perform doubt_words(tsvector_to_array(old.search));
    return null;
end $$;

create trigger article_search_doubt after delete on article_search for each row when (old.published_at is not null)
    execute function doubt_words_of_article();

-- What is scheduled, and what expires, does so without a transaction of its own; the change is recorded soon after. What was answered until then, by
-- words that were not known, is not to be remembered.
create function know_words_of_change() returns trigger language plpgsql as $$
begin
    if new.what = 'published' then
        perform learn_words_of(s) from article_search s where article_id = new.entity_id;
        perform pg_notify('bantin', 'articles');
    else
        perform doubt_words(tsvector_to_array(search)) from article_search where article_id = new.entity_id;
    end if;
    return null;
end $$;

create trigger change_words after insert on change for each row
    when (new.kind = 'article' and new.what in ('published', 'unpublished'))
    execute function know_words_of_change();

-- As far as it is recorded, whatever the time is: what has come due since has its words learned, or doubted, when that is recorded.
-- PostgreSQL would read one article after the other, in the hope to meet the word soon.
create function is_word_public(word text) returns boolean language sql stable
set enable_seqscan = off set enable_indexscan = off as $$
    select exists (select from suggestion where kind <> 'article' and words @@ quote_literal(word)::tsquery)
        or exists (select from article_search s
                    where search @@ quote_literal(word)::tsquery
                      and published_at is not null
                      and not exists (select from scheduled_change c where c.article_id = s.article_id and what = 'published')
                      and (expires_at is null
                           or exists (select from scheduled_change c where c.article_id = s.article_id and what = 'unpublished')))
$$;

-- Looks at some of the words in doubt; how many. Most are in much else, which takes milliseconds to see; meanwhile nobody waits. The others
-- are forgotten, unless somebody learns.
create function forget_words(at_most bigint) returns bigint language plpgsql as $$
declare
    looked_at text[] := array(select distinct word from search_doubt order by word limit at_most);
    doubted   text[];
begin
    with kept as materialized (select word from unnest(looked_at) word where is_word_public(word))
    delete from search_doubt d using kept k where d.word = k.word;
    if not pg_try_advisory_xact_lock(hashtextextended('search_word', 0)) then
        return 0;
    end if;
    with gone as (delete from search_doubt where word = any(looked_at) returning word)
    select array_agg(distinct word) into doubted from gone;
    delete from search_word where word = any(doubted) and not is_word_public(word);
    return cardinality(looked_at);
end $$;
