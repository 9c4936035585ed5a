-- Where an article used to be: readers who come with the old slug are sent to the present one.
create table former_slug (
    locale     text   not null,
    slug       text   not null,
    article_id bigint not null constraint former_slug_article_fk references article on delete cascade,
    constraint former_slug_pk primary key (locale, slug)
);

create index former_slug_article_idx on former_slug (article_id);
create index former_slug_slug_idx on former_slug (slug);
