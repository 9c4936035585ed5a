-- Titles that begin with what somebody has typed are suggested first. They are found by a range of this column: the words of an
-- article's title, without accents, with a space behind each word; the first 200 characters, more than a query has. null for names.
alter table suggestion add column folded text collate "C";

create function suggestion_folded(title text) returns text language sql stable parallel safe as $$
    select left(unaccent(search_words(title)) || ' ', 200)
$$;

update suggestion set folded = suggestion_folded(text) where kind = 'article';

-- The times are in the index so that PostgreSQL need not read the rows to leave out what is scheduled or has expired.
create index suggestion_beginnings_idx on suggestion (folded) include (entity_id, published_at, expires_at) where kind = 'article';

-- Some titles that begin so, the first of the alphabet. Without these settings PostgreSQL would read and sort all that begin so, which for one letter
-- are a tenth of all.
create function titles_that_begin(prefix text, at_most int) returns table (entity_id bigint, published_at timestamptz, expires_at timestamptz)
language sql stable rows 100 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
    select entity_id, published_at, expires_at
      from suggestion
     where kind = 'article' and suggestion.folded >= prefix and suggestion.folded < prefix || chr(1114111)
     order by suggestion.folded
     limit at_most
$$;

-- As before (V22), with the folded title.
create or replace function suggest_article() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.status <> 'published' then
        delete from suggestion where kind = 'article' and entity_id = coalesce(new.id, old.id);
    else
        insert into suggestion (kind, entity_id, text, slug, locale, published_at, expires_at, words, folded)
        values ('article', new.id, new.title, new.slug, new.locale, new.published_at, new.expires_at,
                suggestion_words(new.title, new.published_at), suggestion_folded(new.title))
            on conflict (kind, entity_id) do update
           set text = excluded.text, slug = excluded.slug, locale = excluded.locale,
               published_at = excluded.published_at, expires_at = excluded.expires_at, words = excluded.words,
               folded = excluded.folded;
    end if;
    return null;
end $$;
