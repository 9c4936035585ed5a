-- A replayed answer has the ETag and Last-Modified of the first one. They are made of more than its body:
-- whether it is the state of a resource at all, of which version, and since when.
alter table idempotent_answer
    add column representation boolean     not null default true,
    add column version        int,
    add column last_modified  timestamptz;
