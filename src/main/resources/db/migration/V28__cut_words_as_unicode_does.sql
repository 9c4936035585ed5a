-- How texts are cut into words and stored for search. Three changes:
--
--   - Words are cut as Unicode does (UAX #29): combining marks belong to the letter before them, invisible format characters
--     are ignored, and texts are compared in NFKC (UAX #15), so that CO2 finds CO₂. Digits that are grouped ("1.500",
--     "0912.345.678") are one word.
--   - The folded text is kept beside its lexemes. Bigrams only find candidates for a phrase; the text decides.
--   - Lexemes with positions are made from the words themselves, not by PostgreSQL's parser, which cuts some scripts elsewhere.

-- Combining marks (general category M), as the inside of a bracket expression. Ranges run on over letters, digits and unassigned
-- code points between two marks; so it is of use only beside [:alnum:].
create function search_marks() returns text language sql immutable parallel safe as $$
    select ''
        || '\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1-\u05C2\u05C4-\u05C5\u05C7\u0610-\u061A'
        || '\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0711-\u07F3\u07FD\u0816-\u082D'
        || '\u0859-\u085B\u0897-\u08E1\u08E3-\u0963\u0981-\u09E3\u09FE-\u0A75\u0A81-\u0AE3\u0AFA-\u0B63'
        || '\u0B82-\u0BD7\u0C00-\u0C63\u0C81-\u0C83\u0CBC-\u0D4D\u0D57\u0D62-\u0D63\u0D81-\u0DF3'
        || '\u0E31-\u0E3A\u0E47-\u0E4E\u0EB1-\u0ECE\u0F18-\u0F19\u0F35\u0F37\u0F39\u0F3E-\u0F84'
        || '\u0F86-\u0FBC\u0FC6\u102B-\u103E\u1056-\u109D\u135D-\u135F\u1712-\u1734\u1752-\u17D3\u17DD'
        || '\u180B-\u180D\u180F-\u193B\u1A17-\u1A1B\u1A55-\u1A7F\u1AB0-\u1B44\u1B6B-\u1B73\u1B80-\u1BF3'
        || '\u1C24-\u1C37\u1CD0-\u1CD2\u1CD4-\u1DFF\u20D0-\u20F0\u2CEF-\u2CF1\u2D7F-\u2DFF\u302A-\u302F'
        || '\u3099-\u309A\uA66F-\uA672\uA674-\uA67D\uA69E-\uA69F\uA6F0-\uA6F1\uA802-\uA827\uA82C'
        || '\uA880-\uA8C5\uA8E0-\uA8F1\uA8FF-\uA92D\uA947-\uA953\uA980-\uA9C0\uA9E5-\uAA4D\uAA7B-\uAAC1'
        || '\uAAEB-\uAAEF\uAAF5-\uAAF6\uABE3-\uABEA\uABEC-\uABED\uFB1E\uFE00-\uFE0F\uFE20-\uFE2F'
        || '\U000101FD-\U000102E0\U00010376-\U0001037A\U00010A01-\U00010A3F\U00010AE5-\U00010AE6'
        || '\U00010D24-\U00010D6D\U00010EAB-\U00010EAC\U00010EFC-\U00010EFF\U00010F46-\U00010F50'
        || '\U00010F82-\U00010F85\U00011000-\U00011046\U00011070-\U000110BA\U000110C2'
        || '\U00011100-\U00011134\U00011145-\U00011173\U00011180-\U000111C0\U000111C9-\U000111CC'
        || '\U000111CE-\U000111CF\U0001122C-\U00011237\U0001123E-\U00011241\U000112DF-\U000113D2'
        || '\U000113E1-\U00011446\U0001145E-\U000114C3\U000115AF-\U000115C0\U000115DC-\U00011640'
        || '\U000116AB-\U000116B7\U0001171D-\U0001172B\U0001182C-\U0001183A\U00011930-\U00011943'
        || '\U000119D1-\U000119E0\U000119E4-\U00011A3E\U00011A47-\U00011A99\U00011C2F-\U00011C3F'
        || '\U00011C92-\U00011EF6\U00011F00-\U00011F42\U00011F5A\U00013440-\U0001612F'
        || '\U00016AF0-\U00016AF4\U00016B30-\U00016B36\U00016F4F-\U00016F92\U00016FE4-\U00016FF1'
        || '\U0001BC9D-\U0001BC9E\U0001CF00-\U0001CF46\U0001D165-\U0001D169\U0001D16D-\U0001D172'
        || '\U0001D17B-\U0001D182\U0001D185-\U0001D18B\U0001D1AA-\U0001D1AD\U0001D242-\U0001D244'
        || '\U0001DA00-\U0001DA36\U0001DA3B-\U0001DA6C\U0001DA75\U0001DA84\U0001DA9B-\U0001E136'
        || '\U0001E2AE-\U0001E2EF\U0001E4EC-\U0001E5EF\U0001E8D0-\U0001E94A\U000E0100-\U000E01EF'
$$;

-- The words of a text, in lower case and NFKC, separated by single spaces. Queries are cut in the same way: bantin.search.Tokenizer.
create or replace function search_words(content text) returns text language plpgsql immutable parallel safe as $$
declare
    words text := regexp_replace(
        content, '[\u00AD\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+', '', 'g');
begin
    words := lower(case when words is nfkc normalized then words else normalize(words, nfkc) end collate "und-x-icu");
    -- whether a sigma ends a word is seen in different ways
    words := replace(words, 'ς', 'σ');
    -- the groups of a telephone number, and thousands
    words := regexp_replace(
        words,
        '(?<![0-9])(?<![0-9][.,])(0[0-9]{2,3})[ .-]([0-9]{2,4})[ .-]([0-9]{2,4})(?:[ .-]([0-9]{2,4}))?(?![0-9])',
        '\1\2\3\4', 'g');
    words := regexp_replace(words, '(?<=[0-9])[.,](?=[0-9]{3}(?:[^0-9]|$))', '', 'g');
    return btrim(regexp_replace(
        words collate "und-x-icu", '(?:^|[^[:alnum:]' || search_marks() || '])[^[:alnum:]]*', ' ', 'g'));
end $$;

-- The article's lines of text, numbered: each with its weight (A title, B lead, C captions, byline, tags and section, D body), its
-- words, and these without accents. Of very long articles the first 50,000 characters and the line after them are found: an index
-- entry has a limit in size.
create function search_lines(wanted article) returns table (number bigint, weight text, words text, folded text)
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
        union all select 'D', string_to_table(search_body(wanted.body), E'\n')
    ),
    numbered as materialized (
        select row_number() over () as number, weight, rtrim(left(search_words(content), 50000)) as words
          from part
         where content is not null
    )
    select number, weight, words, unaccent(words)
      from (select *, sum(length(words)) over (order by number) - length(words) as before from numbered) n
     where before < 50000 and words <> ''
$$;

-- What is found of an article's text, which takes milliseconds to make: its lexemes as V20 explains them, and the folded text, a line
-- for each line, with a space on either side of each word. PostgreSQL takes lines and words for many more than they are, and would
-- compile the query, which takes longer than to run it.
create function search_text(wanted article, out search tsvector, out folded text) language sql stable
set jit = off as $$
    with line as materialized (
        select * from search_lines(wanted)
    ),
    term (word, positions) as materialized (
        select left(word, 500), string_agg(position || weight, ',' order by position)
          from (select word, weight, row_number() over (order by number, n) as position
                  from line, string_to_table(line.folded, ' ') with ordinality w (word, n)) p
         group by 1
    ),
    lexeme (lexeme) as (
        select '=' || word from line, string_to_table(line.words, ' ') word
        union all
        select former || '_' || latter
          from line,
               string_to_array(line.folded, ' ') f,
               unnest(f[:cardinality(f) - 1], f[2:]) bigram (former, latter)
        union all
        -- those that are no words of the text themselves
        select '~' || stem
          from (select unnest(tsvector_to_array(to_tsvector(stemmer, line.folded))) as stem
                  from (select search_stemmer(wanted.locale) as stemmer offset 0) l
                  join line on stemmer is not null
                except
                select word from term) s
    )
    select coalesce(
               (select string_agg(
                           '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':' || positions, ' ')
                  from term)::tsvector,
               '')
           || array_to_tsvector(array(select left(lexeme, 500) from lexeme)),
           (select string_agg(' ' || line.folded || ' ', E'\n' order by number) from line)
$$;

-- What an article is found by besides its text: when it was published, and what filters ask for.
create function search_signs(wanted article, tags bigint[], contributors bigint[]) returns text[] language sql stable as $$
    select array(
        select unnest(search_spans(wanted.published_at)) where wanted.status = 'published'
        union all select '@l' || wanted.locale
        union all select '@s' || wanted.section_id
        union all select '@t' || unnest(tags)
        union all select '@c' || unnest(contributors))
$$;

-- null where it has no words at all
alter table article_search add column folded text;

create or replace function search_entry(wanted article) returns article_search language sql stable as $$
    select wanted.id,
           case when wanted.status = 'published' then wanted.published_at end,
           t.search || array_to_tsvector(search_signs(wanted, tagged.ids, credited.ids)),
           wanted.expires_at,
           wanted.section_id,
           wanted.locale,
           tagged.ids,
           credited.ids,
           t.folded
      from search_text(wanted) t,
           (select array_agg(tag_id order by tag_id) from article_tag where article_id = wanted.id) tagged (ids),
           (select array_agg(distinct contributor_id) from byline
             where article_id = wanted.id and contributor_id is not null) credited (ids)
$$;

create or replace function refresh_search() returns trigger language plpgsql as $$
declare
    former  article_search;
    written article_search;
    moment  timestamptz;
begin
    delete from search_stale where article_id = new.article_id;
    select * into former from article_search where article_id = new.article_id;
    insert into article_search
    select entry.*
      from article a
     cross join lateral search_entry(a) entry
     where a.id = new.article_id
        on conflict (article_id) do update
            set published_at = excluded.published_at, search = excluded.search, expires_at = excluded.expires_at,
                section_id = excluded.section_id, locale = excluded.locale, tags = excluded.tags,
                contributors = excluded.contributors, folded = excluded.folded
    returning * into written;
    if former.published_at is not null then
        perform doubt_words(array(
            select unnest(tsvector_to_array(former.search))
            except
            select unnest(tsvector_to_array(written.search)) where written.published_at <= former.published_at));
    end if;
    select greatest(updated_at, clock_timestamp()) into moment from article where id = new.article_id;
    if written.published_at <= moment then
        perform learn_words_of(written);
    end if;
    if written.expires_at <= moment then
        perform doubt_words(tsvector_to_array(written.search));
    end if;
    return null;
end $$;

-- All that is stored is cut anew. Words that nothing has any more are forgotten soon after.
drop index article_search_idx;
drop index article_search_unpublished_idx;
drop index suggestion_names_idx;
drop index suggestion_titles_idx;
update article_search s
   set search = entry.search, folded = entry.folded
  from article a
 cross join lateral search_entry(a) entry
 where a.id = s.article_id;
update suggestion set words = suggestion_words(text, published_at);
create index article_search_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is not null;
create index article_search_unpublished_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is null;
create index suggestion_names_idx on suggestion using gin (words) with (fastupdate = off) where kind <> 'article';
create index suggestion_titles_idx on suggestion using gin (words) with (fastupdate = off) where kind = 'article';

insert into search_doubt select distinct word from search_word;
select learn_words(array_agg(word order by nentry desc))
  from ts_stat('select words from suggestion where kind <> ''article''
                union all
                select ts_filter(search, ''{a,b,c}'') from article_search where published_at <= now()');
