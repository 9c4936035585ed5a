create sequence contributor_seq increment by 50;

create table contributor (
    id         bigint      constraint contributor_pk primary key,
    version    int         not null,
    slug       text        not null constraint contributor_slug_key unique,
    name       text        not null,
    kind       text        not null constraint contributor_kind_known check (kind in ('person', 'organisation')),
    bio        text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

comment on table contributor is 'A person or organisation that bylines can credit.';
comment on column contributor.version is 'The version for optimistic locking; it is part of the ETag.';
