-- Functions and triggers of articles and their parts.

-- PostgreSQL inlines this function, so that its conditions can use indexes. It uses "is null or" and not "is not
-- false", because the planner estimates that few rows match "is not false".
create or replace function is_public(status text, published_at timestamptz, expires_at timestamptz, moment timestamptz)
returns boolean
language sql immutable parallel safe as $$
    select status = 'published' and published_at <= moment and (expires_at is null or expires_at > moment)
$$;

comment on function is_public is 'Whether readers may see an article at a moment. The definition of "public".';

create or replace function is_hidden_write(
    former_version int, former_public_version int, version int, public_version int) returns boolean
language sql immutable parallel safe as $$
    select former_version <> version
           and coalesce(former_public_version, former_version) = coalesce(public_version, version)
$$;

comment on function is_hidden_write is
    'Whether an update of an article changed nothing that readers see: its working copy was saved or discarded.';

-- These are functions, because each statement in them has its own snapshot. So they see what other transactions have
-- committed while they waited for the lock, in one round trip. The unique index does not replace the lock: it does not
-- know the slugs of working copies.
create or replace function article_slug_holder(in_locale text, wanted text, for_article bigint) returns bigint
language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('slug article ' || in_locale || ' ' || wanted, 0));
    return (select id
              from (select id from article
                     where slug = wanted and locale = in_locale and copy_of is null
                    union all
                    select copy_of from article
                     where slug = wanted and locale = in_locale and copy_of is not null) holder
             where id <> for_article
             limit 1);
end $$;

comment on function article_slug_holder is
    'The other article of the locale that has the slug, or whose working copy has it; null if there is none. Other'
    ' transactions that ask for the same slug wait until this one ends.';

create or replace function free_article_slug(in_locale text, wanted text, for_article bigint) returns text
language plpgsql as $$
declare
    free   text := wanted;
    number int  := 1;
begin
    while article_slug_holder(in_locale, free, for_article) is not null loop
        number := number + 1;
        free := wanted || '-' || number;
    end loop;
    return free;
end $$;

comment on function free_article_slug is
    'The wanted slug if no other article has it (article_slug_holder), or else the slug with the lowest free number.';

create or replace function section_reference(section_id bigint) returns json
language sql stable as $$
    select json_build_object(
               'id', s.id, 'slug', s.slug, 'name', s.name,
               'parent', case when s.parent_id is not null then section_reference(s.parent_id) end)
      from section s
     where s.id = section_id
$$;

comment on function section_reference is 'A section as it is shown in articles, with its ancestors.';

create or replace function add_slug_redirect() returns trigger
language plpgsql as $$
begin
    insert into slug_redirect (locale, slug, article_id, left_at)
    values (old.locale, old.slug, old.id, new.updated_at)
        on conflict on constraint slug_redirect_pk do update set left_at = excluded.left_at;
    return null;
end $$;

comment on function add_slug_redirect is
    'Trigger function: adds a redirect from the slug at which an article was public.';

-- The old row was valid from its updated_at until that of the new row. It was public in that time if its publication
-- had come due and it had not expired before. If it expired in that time, a redirect is added even if nothing else has
-- changed, because the new row does not show that the article was public.
create or replace trigger article_public_slug after update on article for each row
    when (old.status = 'published' and old.published_at <= new.updated_at
          and (old.expires_at is null or old.expires_at > old.updated_at)
          and (old.expires_at <= new.updated_at
               or (old.locale, old.slug, old.status, old.published_at, old.expires_at)
                   is distinct from (new.locale, new.slug, new.status, new.published_at, new.expires_at)))
    execute function add_slug_redirect();

create or replace function copy_publication_from_article() returns trigger
language plpgsql as $$
begin
    select case when status = 'published' then published_at end into new.published_at
      from article
     where id = new.article_id;
    return new;
end $$;

comment on function copy_publication_from_article is
    'Trigger function: sets published_at of a new row of article_tag or byline.';

-- Before the insert, so that the row is written once.
create or replace trigger article_tag_publication before insert on article_tag
    for each row execute function copy_publication_from_article();
create or replace trigger byline_publication before insert on byline
    for each row execute function copy_publication_from_article();

create or replace function copy_publication_to_parts() returns trigger
language plpgsql as $$
declare
    since timestamptz := case when new.status = 'published' then new.published_at end;
begin
    update article_tag set published_at = since where article_id = new.id;
    update byline set published_at = since where article_id = new.id;
    return null;
end $$;

comment on function copy_publication_to_parts is
    'Trigger function: updates published_at of the tags and bylines of an article.';

-- When an article is published, unpublished or moved in time.
create or replace trigger article_publication after update on article for each row
    when (old.status is distinct from new.status or old.published_at is distinct from new.published_at)
    execute function copy_publication_to_parts();

create or replace function keep_article_with_legal_hold() returns trigger
language plpgsql as $$
begin
    raise exception 'The article % has a legal hold', old.id using errcode = 'restrict_violation';
end $$;

comment on function keep_article_with_legal_hold is 'Trigger function: refuses to delete an article with a legal hold.';

create or replace trigger article_legal_hold before delete on article for each row
    when (old.legal_hold_since is not null) execute function keep_article_with_legal_hold();
