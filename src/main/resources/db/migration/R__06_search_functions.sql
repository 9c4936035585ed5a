-- Full text search (ADR 15): the functions that make the search document of an article, and the triggers that update
-- it.

-- ---- The search document --------------------------------------------------------------------------------------------

-- A tsvector has a maximum size. Of a very long article, only the first 50,000 characters, up to the end of the line,
-- are searched.
create or replace function article_lines(wanted article)
returns table (number bigint, weight text, words text, folded text)
language sql stable as $$
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
        union all select 'D', string_to_table(body_text(wanted.body), E'\n')
    ),
    numbered as materialized (
        select row_number() over () as number, weight, rtrim(left(tokenize(content), 50000)) as words
          from part
         where content is not null
    )
    select number, weight, words, unaccent(words)
      from (select *, sum(length(words)) over (order by number) - length(words) as before from numbered) n
     where before < 50000 and words <> ''
$$;

comment on function article_lines is
    'The lines of text of an article, numbered: the weight (A title, B lead, C captions, byline, tags and section, D'
    ' body), the words, and the words without accents.';

-- PL/pgSQL, because it keeps the plans of its statements for the next article. The lexemes with positions are made from
-- the words themselves: the parser of to_tsvector cuts some scripts in other places.
create or replace function analyze_article(wanted article, out search tsvector, out folded text)
language plpgsql stable as $$
declare
    stemmer      regconfig := stemmer_of(wanted.locale);
    weights      text[];
    spelled_line text[];
    folded_line  text[];
begin
    select array_agg(l.weight order by l.number),
           array_agg(l.words order by l.number),
           array_agg(l.folded order by l.number)
      into weights, spelled_line, folded_line
      from article_lines(wanted) l;
    -- The cast to tsvector merges equal words.
    search := coalesce(
                  (select string_agg(
                              '''' || replace(replace(left(word, 500), '\', '\\'), '''', '''''')
                              || ''':' || place || weight,
                              ' ')
                     from (select word, weight, row_number() over () as place
                             from unnest(folded_line, weights) l (line, weight), string_to_table(line, ' ') word
                            where word <> '') t)::tsvector,
                  '')
              || array_to_tsvector(array(
                  select left('=' || word, 500) from unnest(spelled_line) line, string_to_table(line, ' ') word
                  union all
                  select left(former || '_' || latter, 500)
                    from unnest(folded_line) line,
                         string_to_array(line, ' ') w,
                         unnest(w[:cardinality(w) - 1], w[2:]) bigram (former, latter)));
    folded := ' ' || array_to_string(folded_line, E' \n ') || ' ';
    if stemmer is not null then
        -- Only stems that are not words of the text: the others are found as words.
        search := search || array_to_tsvector(array(
            select left('~' || stem, 500)
              from (select unnest(tsvector_to_array(to_tsvector(stemmer, line))) as stem from unnest(folded_line) line
                    except
                    select left(string_to_table(line, ' '), 500) from unnest(folded_line) line) s));
    end if;
end $$;

comment on function analyze_article is
    'The lexemes of an article''s text (see article_search.search) and the text without accents.';

create or replace function filter_lexemes(wanted article, tags bigint[], contributors bigint[]) returns text[]
language sql stable as $$
    select array(
        select unnest(time_bucket_lexemes(wanted.published_at)) where wanted.status = 'published'
        union all select '@l' || wanted.locale
        union all select '@s' || wanted.section_id
        union all select '@t' || unnest(tags)
        union all select '@c' || unnest(contributors))
$$;

comment on function filter_lexemes is
    'The lexemes of an article that are not from its text: time buckets, locale, section, tags and contributors.';

create or replace function search_document(wanted article) returns article_search
language plpgsql stable as $$
declare
    entry article_search;
    text  record;
begin
    entry.article_id := wanted.id;
    entry.published_at := case when wanted.status = 'published' then wanted.published_at end;
    entry.expires_at := wanted.expires_at;
    entry.section_id := wanted.section_id;
    entry.locale := wanted.locale;
    entry.tags := (select array_agg(tag_id order by tag_id) from article_tag where article_id = wanted.id);
    entry.contributors := (select array_agg(distinct contributor_id) from byline
                            where article_id = wanted.id and contributor_id is not null);
    text := analyze_article(wanted);
    entry.search := text.search || array_to_tsvector(filter_lexemes(wanted, entry.tags, entry.contributors));
    entry.folded := text.folded;
    return entry;
end $$;

comment on function search_document is 'The search document of an article: its row of article_search.';

-- ---- Refreshing search documents at the commit ----------------------------------------------------------------------

-- If only the publication changed, the lexemes of the text are kept and the time buckets replaced.
create or replace function refresh_search_document() returns trigger
language plpgsql as $$
declare
    is_text_new boolean;
    wanted      article;
    former      article_search;
    written     article_search;
    moment      timestamptz;
begin
    delete from search_refresh_queue where article_id = new.article_id returning text_changed into is_text_new;
    if not found then
        return null;
    end if;
    select * into wanted from article where id = new.article_id;
    if not found then
        return null;
    end if;
    select * into former from article_search where article_id = new.article_id;
    if is_text_new or former.article_id is null then
        written := search_document(wanted);
    else
        written := former;
        written.published_at := case when wanted.status = 'published' then wanted.published_at end;
        written.expires_at := wanted.expires_at;
        if written.published_at is distinct from former.published_at then
            written.search := ts_delete(former.search, coalesce(time_bucket_lexemes(former.published_at), '{}'))
                              || array_to_tsvector(coalesce(time_bucket_lexemes(written.published_at), '{}'));
        end if;
    end if;
    insert into article_search values (written.*)
        on conflict (article_id) do update
            set published_at = excluded.published_at, expires_at = excluded.expires_at,
                section_id = excluded.section_id, locale = excluded.locale, tags = excluded.tags,
                contributors = excluded.contributors, search = excluded.search, folded = excluded.folded;
    -- Words that may no longer be public are rechecked later. Words that are public now are added to the dictionary at
    -- once.
    if former.published_at is not null then
        perform queue_word_recheck(array(
            select unnest(tsvector_to_array(former.search))
            except
            select unnest(tsvector_to_array(written.search)) where written.published_at <= former.published_at));
    end if;
    moment := greatest(wanted.updated_at, clock_timestamp());
    if written.published_at <= moment then
        perform add_words_of_article(written);
    end if;
    if written.expires_at <= moment then
        perform queue_word_recheck(tsvector_to_array(written.search));
    end if;
    return null;
end $$;

comment on function refresh_search_document is
    'Trigger function: writes the search document of an article that is in the queue, and maintains the dictionary.';

-- Deferred, so that it runs once for each article, after all writes of the transaction.
drop trigger if exists search_refresh_queue_process on search_refresh_queue;
create constraint trigger search_refresh_queue_process after insert on search_refresh_queue
    deferrable initially deferred for each row execute function refresh_search_document();

create or replace function queue_search_refresh(refreshed bigint, is_text boolean) returns void
language plpgsql as $$
begin
    if not exists (select from search_refresh_queue where article_id = refreshed and (text_changed or not is_text)) then
        insert into search_refresh_queue (article_id, text_changed) values (refreshed, is_text)
            on conflict (article_id) do update set text_changed = true where excluded.text_changed;
    end if;
end $$;

comment on function queue_search_refresh is
    'Queues an article for the refresh at the commit: once, and as a change of its text if any of its changes is'
    ' one.';

create or replace function queue_article_text() returns trigger
language plpgsql as $$
begin
    perform queue_search_refresh(new.id, true);
    return null;
end $$;

comment on function queue_article_text is 'Trigger function: queues an article whose text has changed.';

-- The columns from which the lexemes of the text are made.
create or replace trigger article_search_insert after insert on article
    for each row execute function queue_article_text();
create or replace trigger article_search_update after update on article for each row
    when ((old.title, old.lead, old.body, old.byline_text, old.locale, old.section_id)
          is distinct from
          (new.title, new.lead, new.body, new.byline_text, new.locale, new.section_id))
    execute function queue_article_text();

create or replace function queue_article_publication() returns trigger
language plpgsql as $$
begin
    perform queue_search_refresh(new.id, false);
    return null;
end $$;

comment on function queue_article_publication is 'Trigger function: queues an article whose publication has changed.';

-- The columns from which the time buckets and the times of the search document are made.
create or replace trigger article_search_publication after update on article for each row
    when ((old.status, old.published_at, old.expires_at)
          is distinct from
          (new.status, new.published_at, new.expires_at))
    execute function queue_article_publication();

-- The part may be deleted with its article; then there is nothing to refresh.
create or replace function queue_article_of_part() returns trigger
language plpgsql as $$
declare
    refreshed bigint := case when tg_op = 'DELETE' then old.article_id else new.article_id end;
begin
    if exists (select from article where id = refreshed) then
        perform queue_search_refresh(refreshed, true);
    end if;
    return null;
end $$;

comment on function queue_article_of_part is
    'Trigger function: queues the article of a tag, byline or media caption that was added, changed or removed.';

-- The columns of the parts that the search document contains.
create or replace trigger article_tag_search after insert or update of tag_id or delete on article_tag
    for each row execute function queue_article_of_part();
create or replace trigger byline_search after insert or update of name, contributor_id or delete on byline
    for each row execute function queue_article_of_part();
create or replace trigger media_caption_search after insert or update of caption, asset_id or delete on media_caption
    for each row execute function queue_article_of_part();

-- ---- Names that many articles show ----------------------------------------------------------------------------------

create or replace function articles_showing(kind text, entity_id bigint) returns setof bigint
language sql stable as $$
    select id from article where kind = 'section' and section_id = entity_id
    union
    select article_id from article_tag where kind = 'tag' and tag_id = entity_id
    union
    select article_id from byline where kind = 'contributor' and contributor_id = entity_id
    union
    select article_id from media_caption where kind = 'media_asset' and asset_id = entity_id
$$;

comment on function articles_showing is
    'The articles that show a section, tag, contributor or media asset. The kind is the name of its table.';

-- Up to 200 articles are refreshed in the transaction itself. All of them are reindexed afterwards: an article that is
-- saved at the same time does not see the new name, and the renaming does not see that article.
create or replace function queue_rename() returns trigger
language plpgsql as $$
declare
    articles bigint[] := array(select articles_showing(tg_table_name, new.id) limit 201);
begin
    if cardinality(articles) <= 200 then
        -- Sorted: transactions that queue the same articles do so in the same order, and cannot deadlock.
        insert into search_refresh_queue (article_id) select unnest(articles) order by 1 on conflict do nothing;
    end if;
    insert into search_rename_queue (kind, entity_id) values (tg_table_name, new.id);
    return null;
end $$;

comment on function queue_rename is 'Trigger function: queues a renamed row, whose articles must be reindexed.';

-- The columns that the search documents of articles contain.
create or replace trigger section_search after update of name on section for each row
    when (old.name <> new.name) execute function queue_rename();
create or replace trigger tag_search after update of name on tag for each row
    when (old.name <> new.name) execute function queue_rename();
create or replace trigger contributor_search after update of name on contributor for each row
    when (old.name <> new.name) execute function queue_rename();
create or replace trigger media_asset_search after update of caption on media_asset for each row
    when (old.caption is distinct from new.caption) execute function queue_rename();

-- A rename waits until every transaction that may have read the old name has ended (barrier). When the last article of
-- the queue is done, all nodes drop what they cached from searches before it.
create or replace function reindex_renamed(max_articles bigint) returns bigint
language plpgsql as $$
declare
    renamed search_rename_queue;
    read    bigint;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('search_reindex_queue', 0)) then
        return 0;
    end if;
    for renamed in
        delete from search_rename_queue where barrier <= pg_snapshot_xmin(pg_current_snapshot()) returning *
    loop
        insert into search_reindex_queue
        select articles_showing(renamed.kind, renamed.entity_id)
            on conflict do nothing;
    end loop;
    -- not the snapshot's xmax: transactions that are in progress may have that number or a higher one
    update search_rename_queue set barrier = pg_current_xact_id() where barrier is null;
    with taken as (
        delete from search_reindex_queue
         where article_id in (select article_id from search_reindex_queue order by article_id limit max_articles)
        returning article_id
    ),
    queued as (
        insert into search_refresh_queue (article_id)
        select article_id from taken join article a on a.id = taken.article_id order by 1
            on conflict do nothing
    )
    select count(*) into read from taken;
    if read > 0 and not exists (select from search_reindex_queue) then
        perform pg_notify('bantin', 'all');
    end if;
    return read;
end $$;

comment on function reindex_renamed is
    'Reindexes some of the articles that show a renamed row; returns how many. One node at a time does so.';

-- ---- Ranking --------------------------------------------------------------------------------------------------------

-- Not parallel safe on purpose: in a parallel plan the candidates would lose their order.
create or replace function relevance_score(search tsvector, words tsquery, since timestamptz, moment timestamptz)
returns float8
language sql stable as $$
    select ts_rank_cd('{0.1, 0.3, 0.5, 1.0}', search, words, 1)
           * (0.6 + 0.4 * power(0.5, greatest(extract(epoch from moment - since), 0)::float8 / (2 * 365.25 * 86400)))
$$;

comment on function relevance_score is
    'How well an article fits a query: where the words stand and how near to each other (ts_rank_cd with weights D,'
    ' C, B, A), times an age factor: 1 for a new article, 0.8 after two years, 0.6 for the oldest.';
