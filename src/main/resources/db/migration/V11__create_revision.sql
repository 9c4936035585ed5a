-- An immutable snapshot of an article's content, numbered from 1; every save appends one.
create sequence revision_seq increment by 50;

create table revision (
    id              bigint      constraint revision_pk primary key,
    article_id      bigint      not null constraint revision_article_fk references article on delete cascade,
    number          int         not null constraint revision_number_positive check (number > 0),
    title           text        not null,
    content         text        not null,
    -- whom the slugs in the content meant: names change hands, ids do not
    section_id      bigint      not null,
    tag_ids         bigint[]    not null,
    contributor_ids bigint[]    not null,
    key_id          bigint      constraint revision_key_fk references api_key,
    created_at      timestamptz not null,
    constraint revision_number_key unique (article_id, number)
);
