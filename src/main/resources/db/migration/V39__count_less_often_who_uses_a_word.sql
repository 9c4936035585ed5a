-- Every edit takes some words from an article, and for each of them it was looked whether anything public still has it, which costs the more
-- the more articles have it. Now they are counted, up to a hundred, and the word is looked at again when as many may have lost it: each that
-- loses a word leaves a row in search_doubt.
alter table search_word add column min_uses int not null default 0;

comment on column search_word.min_uses is
    'At least so many public articles and names have the word, but for those that have lost it according to search_doubt';

drop function is_word_public(text);

-- How many articles and names that the public may see have a word, counted up to a hundred. As far as it is recorded, whatever the time is: what
-- has come due since has its words learned, or doubted, when that is recorded. PostgreSQL would read one article after the other, in the hope to
-- meet the word soon.
create function public_uses(word text) returns int language sql stable
set enable_seqscan = off set enable_indexscan = off as $$
    select count(*)
      from (select from suggestion
             where kind <> 'article' and words @@ quote_literal(word)::tsquery
               and has_appeared(kind, entity_id)
            union all
            (select from article_search s
              where search @@ quote_literal(word)::tsquery
                and published_at is not null
                and not exists (select from scheduled_change c where c.article_id = s.article_id and what = 'published')
                and (expires_at is null
                     or exists (select from scheduled_change c where c.article_id = s.article_id and what = 'unpublished')))
             limit 100) used
$$;

-- Looks at some of the words in doubt; how many. Those that nothing public has any more are forgotten, unless somebody learns. One at a time:
-- two would take the same uses off twice.
create or replace function forget_words(at_most bigint) returns bigint language plpgsql as $$
declare
    looked_at text[];
    doubted   text[];
begin
    if not pg_try_advisory_xact_lock(hashtextextended('search_doubt', 0)) then
        return 0;
    end if;
    looked_at := array(select distinct word from search_doubt order by word limit at_most);

    with spent as (
        delete from search_doubt d
         where word = any(looked_at)
           and (select min(min_uses) from search_word w where w.word = d.word)
               > (select count(*) from search_doubt same where same.word = d.word)
        returning word
    )
    update search_word w
       set min_uses = min_uses - spent.uses
      from (select word, count(*) as uses from spent group by word) spent
     where w.word = spent.word;

    -- what is counted and what is taken out of doubt are of one snapshot
    with counted as materialized (
        select word, public_uses(word) as uses
          from (select distinct word from search_doubt where word = any(looked_at)) doubtful
         where exists (select from search_word w where w.word = doubtful.word)
    ),
    kept as (
        update search_word w set min_uses = uses from counted c where c.word = w.word and uses > 0
    )
    delete from search_doubt d using counted c where d.word = c.word and uses > 0;

    if not pg_try_advisory_xact_lock(hashtextextended('search_word', 0)) then
        return 0;
    end if;
    with gone as (delete from search_doubt where word = any(looked_at) returning word)
    select array_agg(distinct word) into doubted from gone;
    delete from search_word where word = any(doubted) and public_uses(word) = 0;
    return cardinality(looked_at);
end $$;
