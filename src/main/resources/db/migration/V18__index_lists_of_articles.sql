-- Each tag and each contributor gets its articles in the order in which they were published, as sections have them: when
-- an article was published stands beside its tags and bylines too, and is null where it is not.
alter table article_tag add column published_at timestamptz;
alter table byline add column published_at timestamptz;

update article_tag t set published_at = a.published_at from article a where a.id = t.article_id and a.status = 'published';
update byline b set published_at = a.published_at from article a where a.id = b.article_id and a.status = 'published';

create index article_tag_published_idx on article_tag (tag_id, published_at, article_id) where published_at is not null;
create index byline_published_idx on byline (contributor_id, published_at, article_id) where published_at is not null;

create function take_publication_of_article() returns trigger language plpgsql as $$
begin
    select case when status = 'published' then published_at end into new.published_at
      from article
     where id = new.article_id;
    return new;
end $$;

create trigger article_tag_publication before insert on article_tag
    for each row execute function take_publication_of_article();
create trigger byline_publication before insert on byline
    for each row execute function take_publication_of_article();

create function give_publication_of_article() returns trigger language plpgsql as $$
declare
    since timestamptz := case when new.status = 'published' then new.published_at end;
begin
    update article_tag set published_at = since where article_id = new.id;
    update byline set published_at = since where article_id = new.id;
    return null;
end $$;

create trigger article_publication after update on article for each row
    when (old.status is distinct from new.status or old.published_at is distinct from new.published_at)
    execute function give_publication_of_article();

-- The other orders and filters.
create index article_published_title_idx on article (title collate "vi-x-icu", id) where status = 'published';
create index article_published_locale_idx on article (locale, published_at, id) where status = 'published';
