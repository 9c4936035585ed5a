-- How many mistakes make the one of the other: a letter too many, a letter too few, another letter, or two neighbours that have changed
-- places (optimal string alignment, with one such pair at most).
create function search_distance(typed text, meant text) returns int language sql immutable parallel safe as $$
    select case
               when levenshtein(typed, meant) < 2 then levenshtein(typed, meant)
               else least(
                   levenshtein(typed, meant),
                   (select 1 + min(levenshtein(overlay(typed placing reverse(substr(typed, n, 2)) from n for 2), meant))
                      from generate_series(1, length(typed) - 1) n)) end
$$;

-- Whether one may have been typed for the other: by one mistake, or in a long word by two.
create or replace function search_may_mean(typed text, meant text) returns boolean language sql immutable parallel safe as $$
    select search_distance(typed, meant) between 1 and case when length(typed) < 7 then 1 else 2 end
$$;

-- Texts that the public may see and that have what is sought, as their words, without accents and as spelled: a correction of a query
-- is chosen by what is really written. Without these settings PostgreSQL would read one row after the other, in the hope to find
-- enough soon.
create function titles_with(sought tsquery, moment timestamptz, at_most int) returns table (folded text, words text)
language sql stable set enable_seqscan = off set enable_indexscan = off as $$
    select unaccent(cut), cut
      from (select search_words(text) as cut
              from suggestion
             where kind = 'article' and suggestion.words @@ (select sought)
               and published_at <= moment and (expires_at is null or expires_at > moment)
             limit at_most) title
$$;

create function articles_with(sought tsquery, moment timestamptz, at_most int) returns table (folded text, words text)
language sql stable set enable_seqscan = off set enable_indexscan = off as $$
    select s.folded, null::text
      from article_search s
     where search @@ (select sought)
       and published_at <= moment and (expires_at is null or expires_at > moment)
     limit at_most
$$;
