-- A node in the site's tree of categories.
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

create index section_parent_idx on section (parent_id);
