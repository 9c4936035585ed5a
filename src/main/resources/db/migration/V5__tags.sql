create sequence tag_seq increment by 50;

create table tag (
    id         bigint      constraint tag_pk primary key,
    version    int         not null,
    slug       text        not null constraint tag_slug_key unique,
    name       text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

comment on table tag is 'A subject that articles can be about.';
comment on column tag.version is 'The version for optimistic locking; it is part of the ETag.';
