-- The change log: what clients of GET /changes read.

create table change_log (
    sequence    bigint      generated always as identity constraint change_log_pk primary key,
    kind        text        not null constraint change_log_kind_known
                            check (kind in ('article', 'section', 'contributor', 'tag', 'media')),
    entity_id   bigint      not null,
    event       text        not null constraint change_log_event_known
                            check (event in ('created', 'published', 'updated', 'unpublished', 'withdrawn', 'deleted')),
    occurred_at timestamptz not null
);

comment on table change_log is
    'The changes of what the public sees, in commit order: a reader who has seen a sequence number has seen all'
    ' lower ones (see lock_change_log).';
comment on column change_log.sequence is 'The position in commit order. There may be gaps.';
comment on column change_log.kind is 'What kind of resource changed; entity_id is its id.';
comment on column change_log.occurred_at is
    'When it changed or came due. This may differ a little from the commit order.';

-- Whether the public has ever seen a section, tag, contributor or media asset (see has_been_public).
create index change_log_of_names_and_media_idx on change_log (kind, entity_id)
    where kind in ('section', 'tag', 'contributor', 'media');

create table scheduled_change (
    article_id bigint      not null,
    event      text        not null,
    due        timestamptz not null,
    constraint scheduled_change_pk primary key (article_id, event)
);

comment on table scheduled_change is
    'What will change for readers when its time comes: a publication or an expiry. No transaction will tell of it'
    ' then.';
comment on column scheduled_change.event is 'The event for the change log: published or unpublished.';

-- Finds what has come due.
create index scheduled_change_due_idx on scheduled_change (due);
