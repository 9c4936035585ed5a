-- One use of an asset in one article. The caption belongs to the use, not to the file.
create sequence media_caption_seq increment by 50;

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

create index media_caption_article_idx on media_caption (article_id, position);
create index media_caption_asset_idx on media_caption (asset_id, article_id);
