-- One picture, video or audio file, known by its URL, with the caption, credit and alt text that apply by default.
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
