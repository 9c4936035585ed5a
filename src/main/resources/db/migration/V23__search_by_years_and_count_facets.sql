-- What facets count and related articles share stands beside what is searched in, in narrow rows: of ten thousand articles it is read
-- in milliseconds.
alter table article_search
    add column section_id   bigint,
    add column locale       text,
    add column tags         bigint[],
    add column contributors bigint[];

-- The time of publication (UTC), for searches that look into one span after the other: @y2026 the year, @m202610 the month.
create function search_spans(published_at timestamptz) returns text[] language sql stable parallel safe as $$
    select array['@y' || to_char(published_at at time zone 'UTC', 'YYYY'),
                 '@m' || to_char(published_at at time zone 'UTC', 'YYYYMM')]
     where published_at is not null
$$;

-- An article as it is searched in; V20 says what its lexemes mean. Stems that stand in the text as words have no lexeme of their own, and
-- there is none for what is published (that has a time of publication): fewer and shorter lists are read.
create function search_entry(wanted article) returns article_search language sql stable as $$
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
    published (at) as materialized (
        select case when wanted.status = 'published' then wanted.published_at end
    ),
    of_tags (ids) as materialized (
        select array_agg(tag_id order by tag_id) from article_tag where article_id = wanted.id
    ),
    by_contributors (ids) as materialized (
        select array_agg(distinct contributor_id) from byline where article_id = wanted.id and contributor_id is not null
    ),
    lexeme (lexeme) as (
        select '=' || word from line, string_to_table(words, ' ') word
        union all
        select former || '_' || latter
          from line,
               string_to_array(folded, ' ') f,
               unnest(f[:cardinality(f) - 1], f[2:]) pair (former, latter)
        union all
        -- those that are no words of the text themselves
        select '~' || stem
          from (select unnest(tsvector_to_array(to_tsvector(stemmer, folded))) as stem
                  from (select search_stemmer(wanted.locale) as stemmer offset 0) l
                  join line on stemmer is not null
                except
                select string_to_table(folded, ' ') from line) s
        union all select unnest(search_spans(at)) from published
        union all select '@l' || wanted.locale
        union all select '@s' || wanted.section_id
        union all select '@t' || unnest(ids) from of_tags
        union all select '@c' || unnest(ids) from by_contributors
    )
    select wanted.id,
           (select at from published),
           setweight(to_tsvector('bantin', coalesce((select string_agg(words, ' ') from line where weight = 'A'), '')), 'A')
           || setweight(to_tsvector('bantin', coalesce((select string_agg(words, ' ') from line where weight = 'B'), '')), 'B')
           || setweight(to_tsvector('bantin', coalesce((select string_agg(words, ' ') from line where weight = 'C'), '')), 'C')
           || to_tsvector('bantin', coalesce((select string_agg(words, ' ' order by number) from line where weight = 'D'), ''))
           || array_to_tsvector((select array_agg(left(lexeme, 500)) from lexeme where lexeme is not null)),
           wanted.expires_at,
           wanted.section_id,
           wanted.locale,
           (select ids from of_tags),
           (select ids from by_contributors)
$$;

create or replace function refresh_search() returns trigger language plpgsql as $$
declare
    written article_search;
begin
    delete from search_stale where article_id = new.article_id;
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
    if written.published_at is not null then
        -- words of bodies are many, and found without it
        perform learn_words(tsvector_to_array(ts_filter(written.search, '{a,b,c}')));
    end if;
    return null;
end $$;

drop function search_of(article);

create or replace function suggestion_words(content text, published_at timestamptz) returns tsvector
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
                        select unnest(search_spans(published_at))) l (lexeme)
         where lexeme <> ''))
$$;

drop index article_search_idx;
update article_search s
   set search = ts_delete(
                    case when search_stemmer(a.locale) is null then s.search
                         else ts_delete(s.search, array(select '~' || word from unnest(tsvector_to_array(s.search)) word)) end,
                    '@p')
                || array_to_tsvector(coalesce(search_spans(s.published_at), '{}')),
       section_id = a.section_id,
       locale = a.locale,
       tags = (select array_agg(tag_id order by tag_id) from article_tag where article_id = a.id),
       contributors = (select array_agg(distinct contributor_id) from byline
                        where article_id = a.id and contributor_id is not null)
  from article a
 where a.id = s.article_id;
create index article_search_idx on article_search using gin (search) with (gin_pending_list_limit = 512);

drop index suggestion_titles_idx;
update suggestion
   set words = words || array_to_tsvector(search_spans(published_at))
 where kind = 'article';
create index suggestion_titles_idx on suggestion using gin (words) with (fastupdate = off) where kind = 'article';

-- What begins like something short is much; the first words of it, and the shortest names, are found without looking at all.
create index search_word_begins_1_idx on search_word (left(word, 1), id) include (word);
create index search_word_begins_2_idx on search_word (left(word, 2), id) include (word);
create index search_word_begins_3_idx on search_word (left(word, 3), id) include (word);
create index suggestion_shortest_idx on suggestion (length(text), text, entity_id) where kind <> 'article';

-- How many titles besides that of one article have what is sought; where they are more than 100, about as many, because PostgreSQL
-- then reads a part of what it finds. Finding all of half a million would take too long to learn that they are many.
create function titles_that_have(sought tsquery, besides bigint) returns bigint language sql stable
set gin_fuzzy_search_limit = 300 as $$
    select count(*)
      from (select from suggestion
             where kind = 'article' and words @@ (select sought) and entity_id <> besides limit 101) found
$$;

-- Text is made HTML where it is marked, outside the database.
drop function search_escape(text);
