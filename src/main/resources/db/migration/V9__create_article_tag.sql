create table article_tag (
    article_id bigint not null constraint article_tag_article_fk references article on delete cascade,
    tag_id     bigint not null constraint article_tag_tag_fk references tag,
    position   int    not null,
    constraint article_tag_pk primary key (article_id, position),
    -- looked at when the transaction ends: while tags change places, one may stand there twice
    constraint article_tag_once unique (article_id, tag_id) deferrable initially deferred
);

create index article_tag_tag_idx on article_tag (tag_id, article_id);
