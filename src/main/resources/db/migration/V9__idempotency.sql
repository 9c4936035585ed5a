create table idempotency_record (
    caller         text        not null,
    key            text        not null,
    fingerprint    bytea       not null,
    status         int         not null,
    location       text,
    representation boolean     not null default true,
    version        int,
    last_modified  timestamptz,
    body           text        not null,
    created_at     timestamptz not null,
    constraint idempotency_record_pk primary key (caller, key)
);

comment on table idempotency_record is
    'The first response to a POST with an Idempotency-Key. Retries with the same key get the same response.';
comment on column idempotency_record.caller is 'The name of the API key; empty for anonymous callers.';
comment on column idempotency_record.key is 'The value of the header Idempotency-Key.';
comment on column idempotency_record.fingerprint is 'A hash of the request: the key must not be used for another one.';
comment on column idempotency_record.representation is
    'Whether the response was the representation of a resource. With version and last_modified it makes the ETag and'
    ' Last-Modified of a replayed response equal to those of the first.';

-- Finds the records that have expired.
create index idempotency_record_created_idx on idempotency_record (created_at);
