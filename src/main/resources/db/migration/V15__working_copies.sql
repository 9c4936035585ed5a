-- Working copies (ADR 32): what editors save to a published article is kept in a row of its own until it is published.
-- Both new columns are null where they would repeat another, so that no existing row is written again.

alter table article
    add column live_revision  int,
    add column public_version int,
    add column copy_of        bigint constraint article_copy_of_fk references article on delete cascade,
    add constraint article_live_revision_is_published check (live_revision is null or status = 'published'),
    add constraint article_copy_is_hidden check (copy_of is null or status = 'draft');

comment on table article is
    'An article: the content that readers get while is_public() says so, or the latest content if it is not published.'
    ' A row with copy_of is the working copy of an article.';
comment on column article.live_revision is
    'The revision that readers get. Null if that is the latest one, or if the article is not published.';
comment on column article.public_version is
    'The version at the last write that readers can see. Null if that is the present one.';
comment on column article.copy_of is
    'Null for an article. Otherwise this row is the working copy of that article: the content of its latest revision,'
    ' which is not published. Its status is draft, so no query for readers finds it.';

-- The slug of a working copy is reserved, but it may equal that of its article.
alter table article drop constraint article_slug_key;
create unique index article_slug_key on article (slug, locale) where copy_of is null;
comment on index article_slug_key is
    'The slug is unique in a locale. It comes first, so that the index also finds a slug in any locale.';
create index article_copy_slug_idx on article (slug, locale) where copy_of is not null;

-- An article has one working copy at most.
create unique index article_copy_key on article (copy_of) where copy_of is not null;

-- Lists for editors, newest first: all articles, and what is not published. The first has no condition on live_revision,
-- because saving a working copy would then write to every index of the article.
create index article_newest_idx on article ((coalesce(published_at, created_at)), id);
create index article_unpublished_idx on article ((coalesce(published_at, created_at)), id) where status <> 'published';
