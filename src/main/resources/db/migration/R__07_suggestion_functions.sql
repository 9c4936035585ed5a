-- Functions and triggers of autocomplete and of related articles (ADR 27).

-- ---- Maintaining the table suggestion -------------------------------------------------------------------------------

create or replace function suggestion_lexemes(content text, published_at timestamptz) returns tsvector
language sql stable as $$
    select array_to_tsvector(array(
        select left(lexeme, 500)
          from tokenize(content) w,
               unaccent(w) folded,
               string_to_array(folded, ' ') f,
               lateral (select unnest(f)
                        union all
                        select former || '_' || latter
                          from unnest(f[:cardinality(f) - 1], f[2:]) bigram (former, latter)
                        union all
                        select '=' || string_to_table(w, ' ')
                        union all
                        select unnest(time_bucket_lexemes(published_at))) l (lexeme)
         where lexeme <> ''))
$$;

comment on function suggestion_lexemes is
    'The lexemes of a name or title, for suggestion.words. The time is null for names.';

create or replace function folded_title(title text) returns text
language sql stable parallel safe as $$
    select left(unaccent(tokenize(title)) || ' ', 200)
$$;

comment on function folded_title is 'A title for prefix queries: the value of suggestion.folded.';

create or replace function update_title_suggestion() returns trigger
language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.status <> 'published' then
        delete from suggestion where kind = 'article' and entity_id = coalesce(new.id, old.id);
    else
        insert into suggestion (kind, entity_id, text, slug, locale, published_at, expires_at, words, folded)
        values ('article', new.id, new.title, new.slug, new.locale, new.published_at, new.expires_at,
                suggestion_lexemes(new.title, new.published_at), folded_title(new.title))
            on conflict (kind, entity_id) do update
           set text = excluded.text, slug = excluded.slug, locale = excluded.locale,
               published_at = excluded.published_at, expires_at = excluded.expires_at, words = excluded.words,
               folded = excluded.folded;
    end if;
    return null;
end $$;

comment on function update_title_suggestion is
    'Trigger function: maintains the suggestion for the title of an article.';

-- The columns that a suggestion contains, and the status: only published and scheduled articles are suggested.
create or replace trigger article_suggestion_insert after insert on article for each row
    when (new.status = 'published') execute function update_title_suggestion();
create or replace trigger article_suggestion_update after update on article for each row
    when ((old.title, old.slug, old.locale, old.status, old.published_at, old.expires_at)
          is distinct from
          (new.title, new.slug, new.locale, new.status, new.published_at, new.expires_at))
    execute function update_title_suggestion();
create or replace trigger article_suggestion_delete after delete on article
    for each row execute function update_title_suggestion();

-- The words of a section's name are added to the dictionary at once, because sections are public as soon as they exist.
-- Those of tags and contributors are added when readers may see them (record_first_uses, record_name_change).
create or replace function update_name_suggestion() returns trigger
language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform queue_word_recheck(string_to_array(unaccent(tokenize(old.name)), ' '));
    end if;
    if tg_op = 'DELETE' then
        delete from suggestion where kind = tg_argv[0] and entity_id = old.id;
    else
        insert into suggestion (kind, entity_id, text, slug, words)
        values (tg_argv[0], new.id, new.name, new.slug, suggestion_lexemes(new.name, null))
            on conflict (kind, entity_id) do update
           set text = excluded.text, slug = excluded.slug, words = excluded.words;
        if tg_argv[0] = 'section' then
            perform add_words_of_name(new.name);
        end if;
    end if;
    return null;
end $$;

comment on function update_name_suggestion is
    'Trigger function: maintains the suggestion for a name. The argument is the kind: section, tag or contributor.';

-- The columns that a suggestion contains.
create or replace trigger section_suggestion after insert or update of name, slug or delete on section
    for each row execute function update_name_suggestion('section');
create or replace trigger tag_suggestion after insert or update of name, slug or delete on tag
    for each row execute function update_name_suggestion('tag');
create or replace trigger contributor_suggestion after insert or update of name, slug or delete on contributor
    for each row execute function update_name_suggestion('contributor');

-- ---- Reading the table suggestion -----------------------------------------------------------------------------------

-- The settings force a scan of suggestion_beginnings_idx. Otherwise PostgreSQL reads and sorts all titles with the
-- prefix: for one letter these are a tenth of all titles.
create or replace function titles_with_prefix(prefix text, max_rows int)
returns table (entity_id bigint, published_at timestamptz, expires_at timestamptz)
language sql stable rows 100 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
    select entity_id, published_at, expires_at
      from suggestion
     where kind = 'article' and suggestion.folded >= prefix and suggestion.folded < prefix || chr(1114111)
     order by suggestion.folded
     limit max_rows
$$;

comment on function titles_with_prefix is 'The first titles, in alphabetical order, whose folded form has the prefix.';

-- A query may match half a million titles. Beyond gin_fuzzy_search_limit PostgreSQL reads a random part of the matches.
-- This is sufficient, because the caller only needs to know that there are many.
create or replace function title_frequency(query tsquery, except_article bigint) returns bigint
language sql stable set gin_fuzzy_search_limit = 300 as $$
    select count(*)
      from (select from suggestion
             where kind = 'article' and words @@ (select query) and entity_id <> except_article limit 101) found
$$;

comment on function title_frequency is
    'The document frequency among titles: how many titles, without that of one article, match a query. Exact up to'
    ' 100, beyond that approximate and at most 101.';

create or replace function related_terms(wanted article)
returns table (lexeme text, query tsquery, is_bigram boolean, place float8)
language sql stable as $$
    with part (number, place, spelled) as (
        values (1, 1.0::float8, tokenize(wanted.title)),
               (2, 0.6, tokenize(left(wanted.lead, 1000)))
    ),
    word as materialized (
        select number, n, place, word, unaccent(word) as folded,
               is_stop_word(word, stemmer_of(wanted.locale)) as is_stop
          from part, string_to_table(spelled, ' ') with ordinality w (word, n)
         where word <> ''
    ),
    bigram as (
        select folded || '_' || lead(folded) over line as lexeme, place,
               is_stop or lead(is_stop) over line as is_stop
          from word
        window line as (partition by number order by n)
    ),
    term as (
        select left(lexeme, 500) as lexeme, true as is_bigram, place from bigram where not is_stop
        union all
        select left('=' || word, 500), false, place from word where not is_stop
    )
    select lexeme, quote_literal(lexeme)::tsquery, is_bigram, max(place)
      from term
     group by lexeme, is_bigram
$$;

comment on function related_terms is
    'The terms by which related articles are found: spelled words and bigrams of title and lead without stop words,'
    ' as lexemes of suggestion.words. The place is 1 for terms of the title and 0.6 for those of the lead.';
