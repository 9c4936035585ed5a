-- Autocomplete (ADR 27) and the dictionary for spelling correction (ADR 16).

create table suggestion (
    kind         text        not null constraint suggestion_kind_known
                             check (kind in ('section', 'tag', 'contributor', 'article')),
    entity_id    bigint      not null,
    text         text        not null,
    slug         text        not null,
    locale       text,
    published_at timestamptz,
    expires_at   timestamptz,
    words        tsvector    not null,
    folded       text        collate "C",
    constraint suggestion_pk primary key (kind, entity_id)
);

comment on table suggestion is
    'What autocomplete suggests: names of sections, tags and contributors, and titles of articles that are published'
    ' or scheduled.';
comment on column suggestion.text is 'The name or title.';
comment on column suggestion.locale is 'For articles only, like published_at, expires_at and folded.';
comment on column suggestion.words is
    'Lexemes as in article_search.search: words, bigrams, spelled words, time buckets.';
comment on column suggestion.folded is
    'The first 200 characters of the words of the title without accents, with a space behind each word. Prefix'
    ' queries read a range of it; no query is longer.';

-- Names and titles with given words. fastupdate is off: a search would read through the pending list.
create index suggestion_names_idx on suggestion using gin (words) with (fastupdate = off) where kind <> 'article';
create index suggestion_titles_idx on suggestion using gin (words) with (fastupdate = off) where kind = 'article';
-- The newest titles.
create index suggestion_newest_idx on suggestion (published_at, entity_id) where kind = 'article';
-- The shortest names, which come first.
create index suggestion_shortest_idx on suggestion (length(text), text, entity_id) where kind <> 'article';
-- Titles with a prefix. The times are included, so that scheduled and expired titles are left out without reading rows.
create index suggestion_beginnings_idx on suggestion (folded) include (entity_id, published_at, expires_at)
    where kind = 'article';

-- A word can be there twice if two transactions add it at the same time: with a unique index one would wait for the
-- other, in an order that nobody controls, and they could deadlock.
create table search_word (
    id       bigint generated always as identity constraint search_word_pk primary key,
    word     text   collate "C" not null,
    deletes  text[] collate "C" not null,
    min_uses int    not null default 0
);

comment on table search_word is
    'The dictionary for completion and spelling correction: the words of public titles, leads, captions and names,'
    ' without accents.';
comment on column search_word.id is 'The order in which words were added: frequent words have low ids.';
comment on column search_word.deletes is 'The word and its deletion neighbourhood (see symspell_deletes).';
comment on column search_word.min_uses is
    'A lower bound of the number of public articles and names that have the word, before the rows of'
    ' search_word_recheck_queue with the word are subtracted.';

-- Whether the dictionary has a word.
create index search_word_idx on search_word (word, id);
-- Corrections: words that have a member of their deletion neighbourhoods in common.
create index search_word_deletes_idx on search_word using gin (deletes) with (fastupdate = off);
-- Completions of one, two and three letters are too many to look through: the first ones are read from these indexes.
create index search_word_begins_1_idx on search_word (left(word, 1), id) include (word);
create index search_word_begins_2_idx on search_word (left(word, 2), id) include (word);
create index search_word_begins_3_idx on search_word (left(word, 3), id) include (word);

create table search_word_recheck_queue (
    word text collate "C" not null
);

comment on table search_word_recheck_queue is
    'Words that something public has lost: one row for each article or name that lost the word. Words that nothing'
    ' public has any more are removed from search_word, because their presence could be told by the time that a'
    ' search takes.';

-- The rows of a word.
create index search_word_recheck_queue_idx on search_word_recheck_queue (word);
