-- History: what happened to each article, by whom and why. And which version of an article each revision is.

alter table revision add column version int;

comment on column revision.version is
    'The version that the article had after the revision was saved. Null if that is not known, because it was saved'
    ' before this column existed.';

-- Known are: the first revision, which is the first version; all revisions of an article that had no other changes than
-- saves; and the latest revision of an article that has not changed since.
update revision r
   set version = case when r.number = 1 then 1
                      when a.version = a.revision then r.number
                      else a.version end
  from article a
 where a.id = r.article_id
   and (r.number = 1
        or a.version = a.revision
        or r.number = a.revision and r.created_at = a.updated_at);

create table article_history (
    article_id    bigint      not null constraint article_history_article_fk references article on delete cascade,
    number        int         not null constraint article_history_number_positive check (number > 0),
    event         text        not null,
    at            timestamptz not null,
    revision      int,
    from_revision int,
    published_at  timestamptz,
    reason        text,
    changed       text[],
    key_id        bigint      constraint article_history_key_fk references api_key,
    person        text,
    message       text,
    constraint article_history_pk primary key (article_id, number)
);

comment on table article_history is
    'What happened to an article, numbered from 1 without gaps. Every write that changes an article appends an entry in'
    ' its transaction; entries are never changed.';
comment on column article_history.event is 'A constant of HistoryEvent.';
comment on column article_history.revision is 'The revision that was saved, published or scheduled; otherwise null.';
comment on column article_history.from_revision is 'The earlier revision whose content was restored; otherwise null.';
comment on column article_history.published_at is
    'The time from which the article is public, of a publication or a schedule; otherwise null.';
comment on column article_history.reason is 'What readers are told of a withdrawal; otherwise null.';
comment on column article_history.changed is
    'The properties of the content that the revision changed. Null if no revision was saved, or if it was saved before'
    ' this table existed.';
comment on column article_history.key_id is 'The key that made the change.';
comment on column article_history.person is 'Who used the key, as the request said.';
comment on column article_history.message is 'Why, as the request said.';

insert into article_history (article_id, number, event, at, revision, key_id)
select article_id, number, case number when 1 then 'created' else 'saved' end, created_at, number, key_id
  from revision;

-- One entry says how a revision was saved.
create unique index article_history_revision_key on article_history (article_id, revision)
    where event in ('created', 'saved', 'reverted', 'discarded');
