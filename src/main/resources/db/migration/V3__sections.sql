create sequence section_seq increment by 50;

create table section (
    id          bigint      constraint section_pk primary key,
    version     int         not null,
    slug        text        not null constraint section_slug_key unique,
    name        text        not null,
    description text,
    parent_id   bigint      constraint section_parent_fk references section,
    position    int         not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    constraint section_parent_not_itself check (parent_id <> id)
);

comment on table section is 'A section of the site. Sections form a tree.';
comment on column section.version is 'The version for optimistic locking; it is part of the ETag.';
comment on column section.parent_id is 'The section above it; null at the top.';
comment on column section.position is 'The order among the sections with the same parent.';

-- Finds the sections below one, and checks the foreign key when one is deleted.
create index section_parent_idx on section (parent_id);
