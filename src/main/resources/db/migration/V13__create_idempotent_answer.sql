-- The first answer to a POST that came with an Idempotency-Key, kept to be given again to a retry.
-- `caller` is the name of the API key, or empty for anonymous callers.
create table idempotent_answer (
    caller      text        not null,
    key         text        not null,
    fingerprint bytea       not null,
    status      int         not null,
    location    text,
    body        text        not null,
    created_at  timestamptz not null,
    constraint idempotent_answer_pk primary key (caller, key)
);

create index idempotent_answer_created_idx on idempotent_answer (created_at);
