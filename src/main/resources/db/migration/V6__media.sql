create sequence media_asset_seq increment by 50;

create table media_asset (
    id         bigint      constraint media_asset_pk primary key,
    version    int         not null,
    url        text        not null constraint media_asset_url_key unique,
    kind       text        not null constraint media_asset_kind_known check (kind in ('image', 'video', 'audio')),
    caption    text,
    credit     text,
    alt        text,
    width      int         constraint media_asset_width_positive check (width > 0),
    height     int         constraint media_asset_height_positive check (height > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null
);

comment on table media_asset is 'A picture, video or audio file, identified by its URL.';
comment on column media_asset.version is 'The version for optimistic locking; it is part of the ETag.';
comment on column media_asset.caption is
    'The default caption, like credit and alt: articles that use the file can have their own (media_caption).';
