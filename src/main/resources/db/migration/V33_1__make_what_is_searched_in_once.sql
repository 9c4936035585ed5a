-- Publishing made all lexemes of an article anew, which takes milliseconds, although only its time of publication changes in what is searched in. Now it is
-- noted whether the text of an article changed, or only when it is public.
alter table search_stale add column text boolean not null default true;

-- Its rows live as long as the transaction that writes them.
alter table search_stale set unlogged;

-- A tsvector is hardly smaller when it is compressed; trying takes longer than writing it.
alter table article_search alter column search set storage external;

-- As before (V28); what is rare is looked for first, by expressions that PostgreSQL tries without going back.
create or replace function search_words(content text) returns text language plpgsql immutable parallel safe as $$
declare
    words text := content;
begin
    if words collate "C" ~ '[\u00AD\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]' then
        words := regexp_replace(words, '[\u00AD\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+', '', 'g');
    end if;
    words := lower(case when words is nfkc normalized then words else normalize(words, nfkc) end collate "und-x-icu");
    -- whether a sigma ends a word is seen in different ways
    words := replace(words, 'ς', 'σ');
    if words collate "C" ~ '[0-9]' then
        -- the groups of a telephone number, and thousands
        words := regexp_replace(
            words,
            '(?<![0-9])(?<![0-9][.,])(0[0-9]{2,3})[ .-]([0-9]{2,4})[ .-]([0-9]{2,4})(?:[ .-]([0-9]{2,4}))?(?![0-9])',
            '\1\2\3\4', 'g');
        words := regexp_replace(words, '(?<=[0-9])[.,](?=[0-9]{3}(?:[^0-9]|$))', '', 'g');
    end if;
    return btrim(regexp_replace(
        words collate "und-x-icu", '(?:^|[^[:alnum:]' || search_marks() || '])[^[:alnum:]]*', ' ', 'g'));
end $$;

-- The same as before (V28). PL/pgSQL keeps the plans of its statements for the next article, and the type of the result puts equal words
-- together.
create or replace function search_text(wanted article, out search tsvector, out folded text) language plpgsql stable as $$
declare
    stemmer      regconfig := search_stemmer(wanted.locale);
    weights      text[];
    spelled_line text[];
    folded_line  text[];
begin
    select array_agg(l.weight order by l.number), array_agg(l.words order by l.number), array_agg(l.folded order by l.number)
      into weights, spelled_line, folded_line
      from search_lines(wanted) l;
    search := coalesce(
                  (select string_agg('''' || replace(replace(left(word, 500), '\', '\\'), '''', '''''') || ''':' || place || weight, ' ')
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
        -- those that are no words of the text themselves
        search := search || array_to_tsvector(array(
            select left('~' || stem, 500)
              from (select unnest(tsvector_to_array(to_tsvector(stemmer, line))) as stem from unnest(folded_line) line
                    except
                    select left(string_to_table(line, ' '), 500) from unnest(folded_line) line) s));
    end if;
end $$;

create or replace function search_entry(wanted article) returns article_search language plpgsql stable as $$
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
    text := search_text(wanted);
    entry.search := text.search || array_to_tsvector(search_signs(wanted, entry.tags, entry.contributors));
    entry.folded := text.folded;
    return entry;
end $$;

create or replace function refresh_search() returns trigger language plpgsql as $$
declare
    is_text_new boolean;
    wanted      article;
    former      article_search;
    written     article_search;
    moment      timestamptz;
begin
    delete from search_stale where article_id = new.article_id returning text into is_text_new;
    if not found then
        return null;
    end if;
    select * into wanted from article where id = new.article_id;
    if not found then
        return null;
    end if;
    select * into former from article_search where article_id = new.article_id;
    if is_text_new or former.article_id is null then
        written := search_entry(wanted);
    else
        written := former;
        written.published_at := case when wanted.status = 'published' then wanted.published_at end;
        written.expires_at := wanted.expires_at;
        if written.published_at is distinct from former.published_at then
            written.search := ts_delete(former.search, coalesce(search_spans(former.published_at), '{}'))
                              || array_to_tsvector(coalesce(search_spans(written.published_at), '{}'));
        end if;
    end if;
    insert into article_search values (written.*)
        on conflict (article_id) do update
            set published_at = excluded.published_at, search = excluded.search, expires_at = excluded.expires_at,
                section_id = excluded.section_id, locale = excluded.locale, tags = excluded.tags,
                contributors = excluded.contributors, folded = excluded.folded;
    if former.published_at is not null then
        perform doubt_words(array(
            select unnest(tsvector_to_array(former.search))
            except
            select unnest(tsvector_to_array(written.search)) where written.published_at <= former.published_at));
    end if;
    moment := greatest(wanted.updated_at, clock_timestamp());
    if written.published_at <= moment then
        perform learn_words_of(written);
    end if;
    if written.expires_at <= moment then
        perform doubt_words(tsvector_to_array(written.search));
    end if;
    return null;
end $$;

-- Notes it once in a transaction, and that its text changed if any of the changes was one of the text.
create function note_stale(stale bigint, is_text boolean) returns void language plpgsql as $$
begin
    if not exists (select from search_stale where article_id = stale and (text or not is_text)) then
        insert into search_stale (article_id, text) values (stale, is_text)
            on conflict (article_id) do update set text = true where excluded.text;
    end if;
end $$;

create function article_text_is_stale() returns trigger language plpgsql as $$
begin
    perform note_stale(new.id, true);
    return null;
end $$;

create function article_publication_is_stale() returns trigger language plpgsql as $$
begin
    perform note_stale(new.id, false);
    return null;
end $$;

-- A tag, a byline or a use of media came, went or changed; it may have gone with its article.
create function article_part_is_stale() returns trigger language plpgsql as $$
declare
    stale bigint := case when tg_op = 'DELETE' then old.article_id else new.article_id end;
begin
    if exists (select from article where id = stale) then
        perform note_stale(stale, true);
    end if;
    return null;
end $$;

drop trigger article_search_insert on article;
drop trigger article_search_update on article;
drop trigger article_search_expiry on article;
drop trigger article_tag_search on article_tag;
drop trigger byline_search on byline;
drop trigger media_caption_search on media_caption;
drop function search_is_stale();

create trigger article_search_insert after insert on article for each row execute function article_text_is_stale();
create trigger article_search_update after update on article for each row
    when ((old.title, old.lead, old.body, old.byline_text, old.locale, old.section_id)
          is distinct from
          (new.title, new.lead, new.body, new.byline_text, new.locale, new.section_id))
    execute function article_text_is_stale();
create trigger article_search_publication after update on article for each row
    when ((old.status, old.published_at, old.expires_at) is distinct from (new.status, new.published_at, new.expires_at))
    execute function article_publication_is_stale();
create trigger article_tag_search after insert or delete on article_tag for each row
    execute function article_part_is_stale();
create trigger byline_search after insert or update of name, contributor_id or delete on byline for each row
    execute function article_part_is_stale();
create trigger media_caption_search after insert or update of caption, asset_id or delete on media_caption for each row
    execute function article_part_is_stale();
