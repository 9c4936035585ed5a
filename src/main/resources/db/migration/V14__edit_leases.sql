-- Editing leases: who is editing an article.

create table edit_lease (
    article_id bigint      constraint edit_lease_pk primary key
                           constraint edit_lease_article_fk references article on delete cascade,
    key_id     bigint      not null constraint edit_lease_key_fk references api_key,
    name       text        not null,
    since      timestamptz not null,
    until      timestamptz not null,
    constraint edit_lease_ends_later check (until > since)
);

comment on table edit_lease is
    'Who says that they are editing an article. It is not part of the article, and no write of an article reads it. An'
    ' expired lease counts as none. It stays until the next lease of the article overwrites it, so there is one row for'
    ' an article at most.';
comment on column edit_lease.key_id is
    'With name, the holder: several people may use one key. Only the same key and name renews or releases the lease.';
comment on column edit_lease.since is 'When the holder acquired the lease. Renewing keeps it.';
comment on column edit_lease.until is 'When the lease expires. At this instant the holder has it no more.';
