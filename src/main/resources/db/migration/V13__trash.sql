-- When an article entered the trash, which decides when it is purged. updated_at does not tell: an article in the trash
-- can be edited.

alter table article add column trashed_at timestamptz;

comment on column article.trashed_at is 'When the article was moved to the trash; null if it is not there.';

-- What is in the trash already is kept for the whole retention from now on.
update article set trashed_at = now() where status = 'trashed';

alter table article
    add constraint article_trashed_since check ((status = 'trashed') = (trashed_at is not null));

-- Finds what is to be purged.
create index article_trashed_idx on article (trashed_at) where trashed_at is not null;
