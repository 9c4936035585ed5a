-- What is suggested to somebody who is typing: names of sections, tags and contributors, and titles of what is published or will be.
create extension if not exists fuzzystrmatch;

create table suggestion (
    kind         text        not null constraint suggestion_kind_known
                             check (kind in ('section', 'tag', 'contributor', 'article')),
    entity_id    bigint      not null,
    text         text        not null,
    slug         text        not null,
    -- of an article
    locale       text,
    published_at timestamptz,
    expires_at   timestamptz,
    -- as in article_search: `ha` a word, folded; `ha_long` two that stand together; `=hạ` a word as it is spelled; `@m202610` the
    -- month of publication
    words        tsvector    not null,
    constraint suggestion_pk primary key (kind, entity_id)
);

create function suggestion_words(content text, published_at timestamptz) returns tsvector
language sql stable as $$
    select array_to_tsvector(array(
        select left(lexeme, 500)
          from search_words(content) w,
               unaccent(w) folded,
               string_to_array(folded, ' ') f,
               lateral (select unnest(f)
                        union all
                        select former || '_' || latter from unnest(f[:cardinality(f) - 1], f[2:]) pair (former, latter)
                        union all
                        select '=' || string_to_table(w, ' ')
                        union all
                        select '@m' || to_char(published_at at time zone 'UTC', 'YYYYMM')) l (lexeme)
         where lexeme <> ''))
$$;

-- Words that texts are found by, folded: to complete a word that somebody begins, and to mend one that was mistyped. They are numbered
-- as they came, so those that are used often have low numbers. A word may be there twice when two learn it at the same time;
-- then neither has to wait for the other.
create table search_word (
    id   bigint generated always as identity constraint search_word_pk primary key,
    word text   collate "C" not null,
    -- what is left of it without a letter
    near text[] collate "C" not null
);

-- A word and what is left of it without any one letter, of long words without any two. Words of which something the same is left
-- differ by a letter or two: one is missing, or too many, or another one, or two have changed places.
create function search_near(word text) returns text[] language sql immutable parallel safe as $$
    with less (form) as (
        select overlay(word placing '' from n for 1) from generate_series(1, length(word)) n
    )
    select array(select word
                 union
                 select form from less
                 union
                 select overlay(form placing '' from n for 1)
                   from less, generate_series(1, length(form)) n
                  where length(word) between 7 and 20)
$$;

-- Whether one may have been typed for the other: they differ by a letter, or two letters have changed places, or, where the first is
-- long, they differ by two.
create function search_may_mean(typed text, meant text) returns boolean language sql immutable parallel safe as $$
    select case levenshtein(typed, meant)
               when 0 then false
               when 1 then true
               when 2 then length(typed) >= 7
                           or length(typed) = length(meant)
                              and (select string_agg(letter, '' order by letter) from string_to_table(typed, null) t (letter))
                                = (select string_agg(letter, '' order by letter) from string_to_table(meant, null) m (letter))
               else false end
$$;

create function learn_words(words text[]) returns void language sql as $$
    insert into search_word (word, near)
    select word, search_near(word)
      from unnest(words) with ordinality w (word, place)
     where word ~ '^[[:alpha:]]{2,30}$'
       and not exists (select from search_word known where known.word = w.word collate "C")
     order by place
$$;

insert into suggestion (kind, entity_id, text, slug, words)
select 'section', id, name, slug, suggestion_words(name, null) from section
union all
select 'tag', id, name, slug, suggestion_words(name, null) from tag
union all
select 'contributor', id, name, slug, suggestion_words(name, null) from contributor;

insert into suggestion (kind, entity_id, text, slug, locale, published_at, expires_at, words)
select 'article', id, title, slug, locale, published_at, expires_at, suggestion_words(title, published_at)
  from article
 where status = 'published';

insert into search_word (word, near)
select word, search_near(word)
  from ts_stat('select words from suggestion')
 where word ~ '^[[:alpha:]]{2,30}$'
 order by nentry desc;

create index suggestion_names_idx on suggestion using gin (words) with (fastupdate = off) where kind <> 'article';
create index suggestion_titles_idx on suggestion using gin (words) with (fastupdate = off) where kind = 'article';
create index suggestion_newest_idx on suggestion (published_at, entity_id) where kind = 'article';
create index search_word_idx on search_word (word, id);
create index search_word_near_idx on search_word using gin (near) with (fastupdate = off);

create function suggest_article() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.status <> 'published' then
        delete from suggestion where kind = 'article' and entity_id = coalesce(new.id, old.id);
    else
        insert into suggestion (kind, entity_id, text, slug, locale, published_at, expires_at, words)
        values ('article', new.id, new.title, new.slug, new.locale, new.published_at, new.expires_at,
                suggestion_words(new.title, new.published_at))
            on conflict (kind, entity_id) do update
           set text = excluded.text, slug = excluded.slug, locale = excluded.locale,
               published_at = excluded.published_at, expires_at = excluded.expires_at, words = excluded.words;
    end if;
    return null;
end $$;

create trigger article_suggestion_insert after insert on article for each row
    when (new.status = 'published') execute function suggest_article();
create trigger article_suggestion_update after update on article for each row
    when ((old.title, old.slug, old.locale, old.status, old.published_at, old.expires_at)
          is distinct from
          (new.title, new.slug, new.locale, new.status, new.published_at, new.expires_at))
    execute function suggest_article();
create trigger article_suggestion_delete after delete on article for each row execute function suggest_article();

-- The trigger's argument is the kind.
create function suggest_name() returns trigger language plpgsql as $$
begin
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

create trigger section_suggestion after insert or update of name, slug or delete on section
    for each row execute function suggest_name('section');
create trigger tag_suggestion after insert or update of name, slug or delete on tag
    for each row execute function suggest_name('tag');
create trigger contributor_suggestion after insert or update of name, slug or delete on contributor
    for each row execute function suggest_name('contributor');

-- Words of titles, leads, captions and names are learned; those of bodies are many, and found without it.
create or replace function refresh_search() returns trigger language plpgsql as $$
declare
    written article_search;
begin
    delete from search_stale where article_id = new.article_id;
    insert into article_search (article_id, published_at, expires_at, search)
    select a.id, case when a.status = 'published' then a.published_at end, a.expires_at, search_of(a)
      from article a
     where a.id = new.article_id
        on conflict (article_id) do update
            set published_at = excluded.published_at, expires_at = excluded.expires_at, search = excluded.search
    returning * into written;
    if written.published_at is not null then
        perform learn_words(tsvector_to_array(ts_filter(written.search, '{a,b,c}')));
    end if;
    return null;
end $$;

-- What was written last waits in a list that each search has to read through.
alter index article_search_idx set (gin_pending_list_limit = 512);
