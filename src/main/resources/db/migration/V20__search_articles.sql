-- What readers search in. An article's words are kept as lexemes of one tsvector with one index, so that words and filters are
-- answered together:
--
--   ha          a word, folded: without accents, in lower case, đ as d; with its places, and weights: A title, B lead,
--               C captions, byline, tags and section, D body
--   ha_long     two words that stand together, folded
--   =hạ         a word as it is spelled
--   ~boat       the stem of a word, in the languages that have stems
--   @p          it is published, or will be
--   @m202610    published in that month (UTC); @s7 section, @t7 tag, @c7 contributor, @lvi locale
create extension if not exists unaccent;

create text search configuration bantin (copy = simple);
alter text search configuration bantin
    alter mapping for asciiword, word, numword, hword, hword_part, hword_asciipart, asciihword, numhword, hword_numpart
    with unaccent, simple;

-- The words of a text, in lower case, parted by single spaces. Whoever asks must cut in the same way (bantin.search). Text is
-- written in NFC.
create function search_words(content text) returns text language sql immutable parallel safe as $$
    select btrim(regexp_replace(lower(content collate "und-x-icu") collate "und-x-icu", '[^[:alnum:]]+', ' ', 'g'))
$$;

-- The configuration that knows the stems of a locale's language; null where none does.
create function search_stemmer(locale text) returns regconfig language sql immutable parallel safe as $$
    select case split_part(lower(locale), '-', 1)
               when 'en' then 'english'::regconfig when 'fr' then 'french'::regconfig when 'de' then 'german'::regconfig
               when 'es' then 'spanish'::regconfig when 'it' then 'italian'::regconfig when 'pt' then 'portuguese'::regconfig
               when 'nl' then 'dutch'::regconfig   when 'ru' then 'russian'::regconfig end
$$;

-- The text of a body, one line for each block and cell; what is marked within a word does not part it. Read as json, not jsonb,
-- which has no place for some numbers that a writer's own nodes may hold.
create function search_body(body text) returns text language sql immutable parallel safe as $$
    select string_agg(
               case when json_typeof(node -> 'children') = 'array'
                    then (select string_agg(child ->> 'text', '' order by n)
                            from json_array_elements(node -> 'children') with ordinality c(child, n))
                    when json_typeof(node -> 'rows') = 'array'
                    then (select string_agg(cell #>> '{}', E'\n')
                            from json_array_elements(node -> 'rows') r(tablerow),
                                 json_array_elements(case json_typeof(tablerow -> 'cells') when 'array' then tablerow -> 'cells' end) c(cell)
                           where json_typeof(cell) = 'string') end,
               E'\n')
      from json_array_elements(body::json) b(node)
$$;

create table article_search (
    article_id   bigint   constraint article_search_pk primary key
                          constraint article_search_article_fk references article on delete cascade,
    -- null where it is not published
    published_at timestamptz,
    search       tsvector not null
);

create function search_of(wanted article) returns tsvector language sql stable as $$
    with part (weight, content) as (
        select 'A', wanted.title
        union all select 'B', wanted.lead
        union all select 'C', coalesce(u.caption, m.caption)
                    from media_caption u join media_asset m on m.id = u.asset_id where u.article_id = wanted.id
        union all select 'C', coalesce(b.name, c.name)
                    from byline b left join contributor c on c.id = b.contributor_id where b.article_id = wanted.id
        union all select 'C', wanted.byline_text
        union all select 'C', t.name from article_tag at join tag t on t.id = at.tag_id where at.article_id = wanted.id
        union all select 'C', s.name from section s where s.id = wanted.section_id
        union all select 'D', string_to_table(search_body(wanted.body), E'\n')
    ),
    numbered as (
        select row_number() over () as number, weight, left(search_words(content), 50000) as words
          from part
         where content is not null
    ),
    -- An index entry has a limit in size: of very long articles the first 50,000 characters and the line after them are found.
    line as materialized (
        select number, weight, words, unaccent(words) as folded
          from (select *, sum(length(words)) over (order by number) - length(words) as before from numbered) n
         where before < 50000
    ),
    lexeme (lexeme) as (
        select '=' || word from line, string_to_table(words, ' ') word
        union all
        select former || '_' || latter
          from line,
               string_to_array(folded, ' ') f,
               unnest(f[:cardinality(f) - 1], f[2:]) pair (former, latter)
        union all
        select '~' || stem
          from (select search_stemmer(wanted.locale) as stemmer offset 0) l
          join line on stemmer is not null,
               unnest(tsvector_to_array(to_tsvector(stemmer, folded))) stem
        union all select '@p' where wanted.status = 'published'
        union all select '@m' || to_char(wanted.published_at at time zone 'UTC', 'YYYYMM') where wanted.status = 'published'
        union all select '@l' || wanted.locale
        union all select '@s' || wanted.section_id
        union all select '@t' || tag_id from article_tag where article_id = wanted.id
        union all select '@c' || contributor_id from byline where article_id = wanted.id and contributor_id is not null
    )
    select setweight(to_tsvector('simple', coalesce((select string_agg(folded, ' ') from line where weight = 'A'), '')), 'A')
        || setweight(to_tsvector('simple', coalesce((select string_agg(folded, ' ') from line where weight = 'B'), '')), 'B')
        || setweight(to_tsvector('simple', coalesce((select string_agg(folded, ' ') from line where weight = 'C'), '')), 'C')
        || to_tsvector('simple', coalesce((select string_agg(folded, ' ' order by number) from line where weight = 'D'), ''))
        || array_to_tsvector((select array_agg(left(lexeme, 500)) from lexeme where lexeme is not null))
$$;

insert into article_search (article_id, published_at, search)
select a.id, case when a.status = 'published' then a.published_at end, search_of(a) from article a;

create index article_search_idx on article_search using gin (search);

-- What a transaction has changed is read anew once, when it commits; so that nobody sees an article that search does not.
-- How well an article fits: where the words stand and how near to each other, and, gently, how new it is: what is two years old
-- counts 0.8 of what is new, the oldest 0.6. Not parallel safe on purpose: candidates are taken in their order.
create function search_score(search tsvector, words tsquery, since timestamptz, moment timestamptz) returns float8
language sql stable as $$
    select ts_rank_cd('{0.1, 0.3, 0.5, 1.0}', search, words, 1)
           * (0.6 + 0.4 * power(0.5, greatest(extract(epoch from moment - since), 0)::float8 / (2 * 365.25 * 86400)))
$$;

-- Text for HTML.
create function search_escape(content text) returns text language sql immutable parallel safe as $$
    select replace(replace(replace(replace(normalize(content, nfc), '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;')
$$;

create table search_stale (
    article_id bigint constraint search_stale_pk primary key
);

create function refresh_search() returns trigger language plpgsql as $$
begin
    delete from search_stale where article_id = new.article_id;
    insert into article_search (article_id, published_at, search)
    select a.id, case when a.status = 'published' then a.published_at end, search_of(a)
      from article a
     where a.id = new.article_id
        on conflict (article_id) do update set published_at = excluded.published_at, search = excluded.search;
    return null;
end $$;

create constraint trigger search_stale_refresh after insert on search_stale
    deferrable initially deferred for each row execute function refresh_search();

-- The turn is waited for when nothing else is left to do: whoever has it keeps others from committing.
create or replace function wait_for_turn_to_record_changes() returns void language plpgsql as $$
begin
    set constraints search_stale_refresh immediate;
    perform pg_advisory_xact_lock(hashtextextended('change', 0));
end $$;

-- The query of the trigger's argument gives the articles that show a row, which are noted in the same order by everybody.
create function search_is_stale() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        execute 'insert into search_stale (article_id) ' || tg_argv[0] || ' order by 1 on conflict do nothing' using old;
    else
        execute 'insert into search_stale (article_id) ' || tg_argv[0] || ' order by 1 on conflict do nothing' using new;
    end if;
    return null;
end $$;

create trigger article_search_insert after insert on article for each row
    execute function search_is_stale('select ($1).id');
create trigger article_search_update after update on article for each row
    when ((old.title, old.lead, old.body, old.byline_text, old.locale, old.section_id, old.status, old.published_at)
          is distinct from
          (new.title, new.lead, new.body, new.byline_text, new.locale, new.section_id, new.status, new.published_at))
    execute function search_is_stale('select ($1).id');
create trigger article_tag_search after insert or delete on article_tag for each row
    execute function search_is_stale('select id from article where id = ($1).article_id');
create trigger byline_search after insert or update of name, contributor_id or delete on byline for each row
    execute function search_is_stale('select id from article where id = ($1).article_id');
create trigger media_caption_search after insert or update of caption, asset_id or delete on media_caption for each row
    execute function search_is_stale('select id from article where id = ($1).article_id');

create trigger section_search after update of name on section for each row when (old.name <> new.name)
    execute function search_is_stale('select id from article where section_id = ($1).id');
create trigger tag_search after update of name on tag for each row when (old.name <> new.name)
    execute function search_is_stale('select article_id from article_tag where tag_id = ($1).id');
create trigger contributor_search after update of name on contributor for each row when (old.name <> new.name)
    execute function search_is_stale('select distinct article_id from byline where contributor_id = ($1).id');
create trigger media_asset_search after update of caption on media_asset for each row
    when (old.caption is distinct from new.caption)
    execute function search_is_stale('select distinct article_id from media_caption where asset_id = ($1).id');
