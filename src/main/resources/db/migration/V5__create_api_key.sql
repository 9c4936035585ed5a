-- A key that may write. The secret itself is nowhere: `hash` is its SHA-256.
create sequence api_key_seq increment by 50;

create table api_key (
    id         bigint      constraint api_key_pk primary key,
    name       text        not null,
    role       text        not null constraint api_key_role_known check (role in ('author', 'editor', 'admin')),
    hash       bytea       not null constraint api_key_hash_key unique,
    created_at timestamptz not null,
    revoked_at timestamptz
);
