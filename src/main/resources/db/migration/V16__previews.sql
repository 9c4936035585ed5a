-- Previews: links with a token that show what is not public.

create sequence preview_seq increment by 50;

create table preview (
    id         bigint      constraint preview_pk primary key,
    article_id bigint      not null constraint preview_article_fk references article on delete cascade,
    revision   int,
    note       text,
    key_id     bigint      not null constraint preview_key_fk references api_key,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint preview_revision_fk foreign key (article_id, revision) references revision (article_id, number)
        on delete cascade,
    constraint preview_ends_later check (expires_at > created_at)
);

comment on table preview is
    'A preview of an article for those who have its token. The token is not stored: it is signed with preview_secret.'
    ' Revoking a preview deletes its row. Rows are never updated, because the signature covers them.';
comment on column preview.revision is
    'The number of the revision that it shows; null for the latest one at the time of each read.';
comment on column preview.key_id is 'The key that created the preview. When the key is revoked, the token is invalid.';
comment on column preview.expires_at is 'From this instant on the token is invalid, whether the row is still there or not.';

-- The previews of an article, in order; also checks the foreign keys.
create index preview_article_idx on preview (article_id, id);
-- Finds expired previews to delete.
create index preview_expires_idx on preview (expires_at);

create table preview_secret (
    is_the_only boolean not null default true
                        constraint preview_secret_pk primary key
                        constraint preview_secret_is_the_only check (is_the_only),
    secret      bytea   not null constraint preview_secret_size check (octet_length(secret) = 32)
);

comment on table preview_secret is
    'The key of the signatures of preview tokens, in one row at most. The first preview creates it. Without it, all'
    ' tokens are invalid, and the next preview creates another one.';
