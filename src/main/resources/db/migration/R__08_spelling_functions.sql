-- Spelling correction: the dictionary search_word and the choice of corrections (ADR 16, ADR 23).

-- ---- Edit distance --------------------------------------------------------------------------------------------------

-- The optimal string alignment distance, with one transposition at most.
create or replace function edit_distance(typed text, meant text) returns int
language plpgsql immutable parallel safe as $$
declare
    distance int := levenshtein(typed, meant);
begin
    for n in 1 .. length(typed) - 1 loop
        exit when distance < 2;
        distance := least(distance, 1 + levenshtein_less_equal(
            overlay(typed placing reverse(substr(typed, n, 2)) from n for 2), meant, distance - 2));
    end loop;
    return distance;
end $$;

comment on function edit_distance is
    'How many edits turn one word into the other: a letter inserted, deleted or substituted, or two neighbours'
    ' swapped.';

create or replace function max_edits(typed text) returns int
language sql immutable parallel safe as $$
    select case when length(typed) < 7 then 1 else 2 end
$$;

comment on function max_edits is
    'How many edits a misspelled word may be away from the word that was meant: one, or two from seven letters on.';

create or replace function symspell_deletes(word text) returns text[]
language sql immutable parallel safe as $$
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

comment on function symspell_deletes is
    'The deletion neighbourhood of a word (SymSpell): the word, the word without any one letter and, from 7 to 20'
    ' letters, without any two. Words within the edit distance have at least one of these in common.';

-- ---- The dictionary -------------------------------------------------------------------------------------------------

create or replace function is_correctable(word text) returns boolean
language sql immutable parallel safe as $$
    select word ~ '^[[:alpha:]]{2,30}$'
$$;

comment on function is_correctable is 'Whether a word is added to the dictionary: 2 to 30 letters.';

-- Because of the shared lock, remove_unused_words cannot remove a word that this transaction has found in the
-- dictionary before its own use of the word is committed.
create or replace function add_words(words text[]) returns void
language sql as $$
    select pg_advisory_xact_lock_shared(hashtextextended('search_word', 0));
    insert into search_word (word, deletes)
    select word, symspell_deletes(word)
      from unnest(words) with ordinality w (word, place)
     where is_correctable(word)
       and not exists (select from search_word known where known.word = w.word collate "C")
     order by place
$$;

comment on function add_words is 'Adds words to the dictionary, except those that it has.';

-- Words of bodies are not added, because there are too many.
create or replace function add_words_of_article(entry article_search) returns void
language sql as $$
    select add_words(tsvector_to_array(ts_filter(entry.search, '{a,b,c}')))
$$;

comment on function add_words_of_article is
    'Adds the words of an article to the dictionary: those of title, lead, captions and names, not those of the'
    ' body.';

create or replace function add_words_of_name(name text) returns void
language sql as $$
    select add_words(string_to_array(unaccent(tokenize(name)), ' '))
$$;

comment on function add_words_of_name is 'Adds the words of a name to the dictionary.';

create or replace function queue_word_recheck(words text[]) returns void
language sql as $$
    insert into search_word_recheck_queue select word from unnest(words) word where is_correctable(word)
$$;

comment on function queue_word_recheck is
    'Queues words that a public article or name has lost, so that words without any other use are removed from the'
    ' dictionary.';

create or replace function queue_words_of_article() returns trigger
language plpgsql as $$
begin
    perform queue_word_recheck(tsvector_to_array(old.search));
    return null;
end $$;

comment on function queue_words_of_article is 'Trigger function: queues the words of a deleted article.';

-- With the article its search document is deleted (on delete cascade).
create or replace trigger article_search_words after delete on article_search for each row
    when (old.published_at is not null) execute function queue_words_of_article();

-- Scheduled articles become public, and articles expire, without a write. Their entries in the change log follow soon
-- after.
create or replace function update_words_on_change() returns trigger
language plpgsql as $$
begin
    if new.event = 'published' then
        perform add_words_of_article(s) from article_search s where article_id = new.entity_id;
    else
        perform queue_word_recheck(tsvector_to_array(search)) from article_search where article_id = new.entity_id;
    end if;
    return null;
end $$;

comment on function update_words_on_change is
    'Trigger function: adds or queues the words of an article that was published or unpublished.';

-- Updates are not among the events: refresh_search_document handles their words.
create or replace trigger change_log_words after insert on change_log for each row
    when (new.kind = 'article' and new.event in ('published', 'unpublished'))
    execute function update_words_on_change();

-- "Public" here means public according to the change log. Words of articles that have come due since are added or
-- queued when that is recorded. The settings force the GIN indexes. Otherwise PostgreSQL scans the articles, because it
-- expects to find the word soon.
create or replace function count_public_uses(word text) returns int
language sql stable set enable_seqscan = off set enable_indexscan = off as $$
    select count(*)
      from (select from suggestion
             where kind <> 'article' and words @@ quote_literal(word)::tsquery
               and has_been_public(kind, entity_id)
            union all
            (select from article_search s
              where search @@ quote_literal(word)::tsquery
                and published_at is not null
                and not exists (select from scheduled_change c
                                 where c.article_id = s.article_id and event = 'published')
                and (expires_at is null
                     or exists (select from scheduled_change c
                                 where c.article_id = s.article_id and event = 'unpublished')))
             limit 100) used
$$;

comment on function count_public_uses is 'How many public articles and names have a word, counted up to 100.';

-- One session at a time, because two would subtract the same uses twice. Counting is expensive, so each row of the
-- queue first subtracts a use from min_uses, and a word is counted again only when none is left. Removal does not wait
-- for its lock: while another transaction adds words (add_words), it is tried again later.
create or replace function remove_unused_words(max_words bigint) returns bigint
language plpgsql as $$
declare
    rechecked text[];
    unused    text[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('search_word_recheck_queue', 0)) then
        return 0;
    end if;
    rechecked := array(select distinct word from search_word_recheck_queue order by word limit max_words);

    with spent as (
        delete from search_word_recheck_queue q
         where word = any(rechecked)
           and (select min(min_uses) from search_word w where w.word = q.word)
               > (select count(*) from search_word_recheck_queue same where same.word = q.word)
        returning word
    )
    update search_word w
       set min_uses = min_uses - spent.uses
      from (select word, count(*) as uses from spent group by word) spent
     where w.word = spent.word;

    -- One statement: the uses that are counted and the rows that are deleted belong to the same snapshot.
    with counted as materialized (
        select word, count_public_uses(word) as uses
          from (select distinct word from search_word_recheck_queue where word = any(rechecked)) queued
         where exists (select from search_word w where w.word = queued.word)
    ),
    kept as (
        update search_word w set min_uses = uses from counted c where c.word = w.word and uses > 0
    )
    delete from search_word_recheck_queue q using counted c where q.word = c.word and uses > 0;

    if not pg_try_advisory_xact_lock(hashtextextended('search_word', 0)) then
        return 0;
    end if;
    with taken as (delete from search_word_recheck_queue where word = any(rechecked) returning word)
    select array_agg(distinct word) into unused from taken;
    delete from search_word where word = any(unused) and count_public_uses(word) = 0;
    return cardinality(rechecked);
end $$;

comment on function remove_unused_words is
    'Rechecks some of the queued words, and removes those that are no longer public from the dictionary. Returns how'
    ' many were rechecked.';

-- ---- Choosing a correction ------------------------------------------------------------------------------------------

-- Corrections are chosen by the texts that contain them: see ADR 23. The settings force the GIN indexes. Otherwise
-- PostgreSQL scans the rows, because it expects to find enough matches soon.
create or replace function titles_matching(query tsquery, moment timestamptz, max_rows int)
returns table (folded text, words text)
language sql stable set enable_seqscan = off set enable_indexscan = off as $$
    select unaccent(cut), cut
      from (select tokenize(text) as cut
              from suggestion
             where kind = 'article' and suggestion.words @@ (select query)
               and published_at <= moment and (expires_at is null or expires_at > moment)
             limit max_rows) title
$$;

comment on function titles_matching is
    'Some public titles that match a query: their words without accents, and as they are spelled.';

create or replace function articles_matching(query tsquery, moment timestamptz, max_rows int)
returns table (folded text, words text)
language sql stable set enable_seqscan = off set enable_indexscan = off as $$
    select s.folded, null::text
      from article_search s
     where search @@ (select query)
       and published_at <= moment and (expires_at is null or expires_at > moment)
     limit max_rows
$$;

comment on function articles_matching is
    'Some public articles that match a query: their text without accents. The spelling is not stored, and is null.';
