create sequence article_seq increment by 50;

create table article (
    id               bigint      constraint article_pk primary key,
    version          int         not null,
    revision         int         not null,
    status           text        not null constraint article_status_known
                                 check (status in ('draft', 'published', 'unpublished', 'withdrawn', 'trashed')),
    trashed_from     text,
    locale           text        not null,
    slug             text        not null,
    title            text        not null,
    lead             text,
    section_id       bigint      not null constraint article_section_fk references section,
    byline_text      text,
    -- Portable Text as JSON; text and not jsonb, which would reorder the properties of the writer's own nodes
    body             text        not null,
    published_at     timestamptz,
    withdrawn_reason text,
    owner_id         bigint      constraint article_owner_fk references api_key,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint article_slug_key unique (locale, slug),
    constraint article_published_has_a_time check (status <> 'published' or published_at is not null),
    constraint article_trashed_was_something check ((status = 'trashed') = (trashed_from is not null)),
    constraint article_withdrawn_has_a_reason check (status <> 'withdrawn' or withdrawn_reason is not null)
);

-- What readers list: newest first, everywhere, in a section, in a locale
create index article_published_idx on article (published_at, id) where status = 'published';
create index article_published_section_idx on article (section_id, published_at, id) where status = 'published';
create index article_published_updated_idx on article (updated_at, id) where status = 'published';
create index article_section_idx on article (section_id);
create index article_owner_idx on article (owner_id);
create index article_slug_idx on article (slug);
