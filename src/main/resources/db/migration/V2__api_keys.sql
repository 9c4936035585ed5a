-- Ids come from sequences in steps of 50: Hibernate fetches 50 ids with one call.
create sequence api_key_seq increment by 50;

create table api_key (
    id         bigint      constraint api_key_pk primary key,
    name       text        not null,
    role       text        not null constraint api_key_role_known check (role in ('author', 'editor', 'admin')),
    hash       bytea       not null constraint api_key_hash_key unique,
    created_at timestamptz not null,
    revoked_at timestamptz
);

comment on table api_key is 'A key that may call the API as an author, editor or admin.';
comment on column api_key.hash is 'The SHA-256 of the secret. The secret itself is stored nowhere.';
comment on column api_key.revoked_at is 'When the key stopped working; null while it works.';
