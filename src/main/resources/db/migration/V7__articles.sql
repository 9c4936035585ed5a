-- Articles and their parts.

create sequence article_seq increment by 50;

create table article (
    id                 bigint      constraint article_pk primary key,
    version            int         not null,
    revision           int         not null,
    status             text        not null constraint article_status_known
                                   check (status in ('draft', 'published', 'unpublished', 'withdrawn', 'trashed')),
    trashed_from       text,
    locale             text        not null,
    slug               text        not null,
    title              text        not null,
    lead               text,
    section_id         bigint      not null constraint article_section_fk references section,
    byline_text        text,
    body               text        not null,
    published_at       timestamptz,
    expires_at         timestamptz,
    first_published_at timestamptz,
    modified_at        timestamptz,
    withdrawn_reason   text,
    owner_id           bigint      constraint article_owner_fk references api_key,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    constraint article_slug_key unique (slug, locale),
    constraint article_published_has_a_time check (status <> 'published' or published_at is not null),
    constraint article_expires_later check (expires_at > published_at),
    constraint article_trashed_was_something check ((status = 'trashed') = (trashed_from is not null)),
    constraint article_withdrawn_has_a_reason check (status <> 'withdrawn' or withdrawn_reason is not null)
);

comment on table article is 'An article as it is now. Readers see it while is_public() says so.';
comment on column article.version is 'The version for optimistic locking. Every write increments it.';
comment on column article.revision is 'The number of the latest revision (revision.number).';
comment on column article.status is
    'The stored status. Scheduled and expired are not stored: they follow from published_at and expires_at.';
comment on column article.trashed_from is 'The status before the article was trashed. It is restored to this status.';
comment on column article.byline_text is 'The byline as free text, beside the credits in byline.';
-- text, not jsonb: jsonb would reorder the properties of custom nodes.
comment on column article.body is 'The body: Portable Text as JSON.';
comment on column article.published_at is 'When the article became public or will; back-dating is allowed.';
comment on column article.expires_at is 'When the article stops being public; null if it does not expire.';
comment on column article.first_published_at is
    'When readers first saw the article. Imported articles keep their date.';
comment on column article.modified_at is
    'When the content last changed after the first publication; null if it never did.';
comment on column article.withdrawn_reason is 'What readers are told where the article was.';
comment on column article.owner_id is 'The key that created the article. Authors may edit only their own articles.';
comment on column article.created_at is
    'When the row was created. created_at and updated_at are for the newsroom; readers get first_published_at and'
    ' modified_at.';
comment on constraint article_slug_key on article is
    'The slug is unique in a locale. It comes first, so that the index also finds a slug in any locale.';

-- Public lists, newest first: all articles, those of a section, those of a locale. expires_at is included, so that
-- these lists are read from the index alone.
create index article_published_idx on article (published_at, id) include (expires_at) where status = 'published';
create index article_published_section_idx on article (section_id, published_at, id) include (expires_at)
    where status = 'published';
create index article_published_locale_idx on article (locale, published_at, id) include (expires_at)
    where status = 'published';
-- Public lists in other orders: by the last update, and by title in Vietnamese alphabetical order.
create index article_published_updated_idx on article (updated_at, id) where status = 'published';
create index article_published_title_idx on article (title collate "vi-x-icu", id) where status = 'published';
-- Finds the next article that expires.
create index article_expires_idx on article (expires_at) where status = 'published' and expires_at is not null;
-- The articles of a section in any status; also checks the foreign key when a section is deleted.
create index article_section_idx on article (section_id);
-- The articles of an author.
create index article_owner_idx on article (owner_id);

create sequence byline_seq increment by 50;

create table byline (
    id             bigint      constraint byline_pk primary key,
    article_id     bigint      not null constraint byline_article_fk references article on delete cascade,
    position       int         not null,
    contributor_id bigint      constraint byline_contributor_fk references contributor,
    name           text,
    role           text        not null constraint byline_role_known
                               check (role in ('author', 'photographer', 'editor', 'translator', 'source')),
    published_at   timestamptz,
    constraint byline_names_somebody check (contributor_id is not null or name is not null)
);

comment on table byline is 'A credit on an article: a contributor, or a name that is not linked to a contributor.';
comment on column byline.name is 'The name to show instead of the name of the contributor.';
comment on column byline.published_at is
    'A copy of article.published_at, null unless the article has the status published. Triggers maintain it, so that'
    ' an index has the articles of a contributor in the order of publication.';

-- The credits of an article, in order.
create index byline_article_idx on byline (article_id, position);
-- The articles that credit a contributor; also checks the foreign key.
create index byline_contributor_idx on byline (contributor_id, article_id);
-- The public list of a contributor, newest first.
create index byline_published_idx on byline (contributor_id, published_at, article_id) where published_at is not null;

create sequence media_caption_seq increment by 50;

-- There is no index for the order in an article: an article uses few media.
create table media_caption (
    id         bigint constraint media_caption_pk primary key,
    article_id bigint not null constraint media_caption_article_fk references article on delete cascade,
    key        text   not null,
    position   int    not null,
    asset_id   bigint not null constraint media_caption_asset_fk references media_asset,
    caption    text,
    credit     text,
    alt        text,
    constraint media_caption_key_key unique (article_id, key)
);

comment on table media_caption is
    'A use of a media asset in an article. Caption, credit and alt text belong to the use; null means the default of'
    ' the asset.';
comment on column media_caption.key is 'The _key of the body''s node that shows the asset.';

-- The articles that use an asset; also checks the foreign key.
create index media_caption_asset_idx on media_caption (asset_id, article_id);

create table article_tag (
    article_id   bigint      not null constraint article_tag_article_fk references article on delete cascade,
    tag_id       bigint      not null constraint article_tag_tag_fk references tag,
    position     int         not null,
    published_at timestamptz,
    constraint article_tag_pk primary key (article_id, position),
    -- Checked when the transaction commits: while tags change places, one may be there twice.
    constraint article_tag_once unique (article_id, tag_id) deferrable initially deferred
);

comment on table article_tag is 'A tag of an article. The tags of an article have an order.';
comment on column article_tag.published_at is
    'A copy of article.published_at, null unless the article has the status published. Triggers maintain it, so that'
    ' an index has the articles of a tag in the order of publication.';

-- The articles of a tag; also checks the foreign key.
create index article_tag_tag_idx on article_tag (tag_id, article_id);
-- The public list of a tag, newest first.
create index article_tag_published_idx on article_tag (tag_id, published_at, article_id) where published_at is not null;

create sequence revision_seq increment by 50;

create table revision (
    id              bigint      constraint revision_pk primary key,
    article_id      bigint      not null constraint revision_article_fk references article on delete cascade,
    number          int         not null constraint revision_number_positive check (number > 0),
    title           text        not null,
    content         text        not null,
    section_id      bigint      not null,
    tag_ids         bigint[]    not null,
    contributor_ids bigint[]    not null,
    key_id          bigint      constraint revision_key_fk references api_key,
    created_at      timestamptz not null,
    constraint revision_number_key unique (article_id, number)
);

comment on table revision is 'An immutable copy of the content of an article. Every save appends one, numbered from 1.';
comment on column revision.content is 'The content as the API accepts it, as JSON.';
comment on column revision.section_id is
    'The section that the slug in the content meant, like tag_ids and contributor_ids: a slug may later mean another'
    ' row, an id does not. There are no foreign keys, because a revision outlives what it names.';
comment on column revision.key_id is 'The key that saved the revision.';

create table slug_redirect (
    locale     text        not null,
    slug       text        not null,
    article_id bigint      not null constraint slug_redirect_article_fk references article on delete cascade,
    left_at    timestamptz not null,
    constraint slug_redirect_pk primary key (locale, slug, article_id)
);

comment on table slug_redirect is
    'A locale and slug at which an article has been public. Requests for the slug are redirected to the current one.'
    ' The current slug of the article may be among them.';
comment on column slug_redirect.left_at is
    'When the article stopped being public there. If several articles had the slug, the latest wins.';

-- The former slugs of an article; also checks the foreign key.
create index slug_redirect_article_idx on slug_redirect (article_id);
-- Finds a slug in any locale.
create index slug_redirect_slug_idx on slug_redirect (slug);
