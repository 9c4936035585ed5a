-- One credit on one article: a contributor, or a free name until somebody links it.
create sequence byline_seq increment by 50;

create table byline (
    id             bigint constraint byline_pk primary key,
    article_id     bigint not null constraint byline_article_fk references article on delete cascade,
    position       int    not null,
    contributor_id bigint constraint byline_contributor_fk references contributor,
    name           text,
    role           text   not null constraint byline_role_known
                          check (role in ('author', 'photographer', 'editor', 'translator', 'source')),
    constraint byline_names_somebody check (contributor_id is not null or name is not null)
);

create index byline_article_idx on byline (article_id, position);
create index byline_contributor_idx on byline (contributor_id, article_id);
