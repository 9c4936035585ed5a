-- Full text search: see ADR 15. The functions that fill these tables are in R__06_search_functions.sql.

create table article_search (
    article_id   bigint      constraint article_search_pk primary key
                             constraint article_search_article_fk references article on delete cascade,
    published_at timestamptz,
    expires_at   timestamptz,
    section_id   bigint,
    locale       text,
    tags         bigint[],
    contributors bigint[],
    search       tsvector    not null,
    folded       text
);

-- A tsvector hardly shrinks when it is compressed, and trying takes longer than writing it.
alter table article_search alter column search set storage external;

comment on table article_search is
    'The search document of an article. Section, locale, tags and contributors are repeated here, in narrow rows,'
    ' for facets and related articles: ten thousand of them are read in milliseconds.';
comment on column article_search.published_at is 'article.published_at, null unless the status is published.';
comment on column article_search.search is $$The lexemes of the article:
ha          a word without accents, in lower case, with positions and weights: A title, B lead, C captions, byline, tags
            and section, D body
ha_long     a bigram: two neighbouring words, without accents
=hạ         a word as it is spelled, in lower case
~boat       a stem that is not a word of the text, in languages that have a stemmer
@y2026 @m202610    the time buckets of a published article: year and month of publication (UTC)
@s7 @t7 @c7 @lvi   the filters: section, tag, contributor, locale$$;
comment on column article_search.folded is
    'The text without accents, a line for each line of the text, with a space on either side of each word. Bigrams'
    ' find candidates for a phrase; this text decides. Null if the article has no words.';

-- One index answers words and filters together. New entries wait in a pending list that every search reads through, so
-- the list is kept short (512 KB).
create index article_search_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is not null;
-- What is not published has an index of its own. Public searches do not look at it, so that their time does not tell
-- how many drafts have a word.
create index article_search_unpublished_idx on article_search using gin (search) with (gin_pending_list_limit = 512)
    where published_at is null;

-- Unlogged: its rows live only as long as the transaction that writes them.
create unlogged table search_refresh_queue (
    article_id   bigint  constraint search_refresh_queue_pk primary key,
    text_changed boolean not null default true
);

comment on table search_refresh_queue is
    'The articles whose search document the current transaction must write anew. A deferred trigger does so once for'
    ' each article when the transaction commits, and deletes the row.';
comment on column search_refresh_queue.text_changed is
    'False if only the publication changed: then the lexemes of the text are kept. To make them takes milliseconds.';

create table search_rename_queue (
    id        bigint generated always as identity constraint search_rename_queue_pk primary key,
    kind      text   not null,
    entity_id bigint not null,
    barrier   xid8
);

comment on table search_rename_queue is
    'Sections, tags, contributors and default captions that were renamed, and whose articles must be reindexed. A'
    ' tag can have 80,000 articles; to reindex them takes longer than a transaction may.';
comment on column search_rename_queue.kind is 'The table of the renamed row.';
comment on column search_rename_queue.barrier is
    'Transactions with a lower id may have read the old name. Null until the renaming transaction has committed.';

create table search_reindex_queue (
    article_id bigint constraint search_reindex_queue_pk primary key
);

comment on table search_reindex_queue is
    'Articles to reindex in the background because a name that they show has changed.';
