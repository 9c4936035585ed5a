-- When readers first saw an article, and when its content last changed after that. `created_at` and `updated_at` are those of the
-- newsroom: a story of 2021 that is imported today was created today.
alter table article add column first_published_at timestamptz;
alter table article add column modified_at timestamptz;

update article a
   set first_published_at = published_at,
       modified_at = (select max(created_at) from revision r
                       where r.article_id = a.id and r.number > 1 and r.created_at > a.published_at)
 where coalesce(trashed_from, status) in ('published', 'unpublished', 'withdrawn')
   and published_at is not null
   and (status = 'published' or published_at <= updated_at);

-- A section as articles show it, with those above it.
create function section_reference(section_id bigint) returns json language sql stable as $$
    select json_build_object(
               'id', s.id, 'slug', s.slug, 'name', s.name,
               'parent', case when s.parent_id is not null then section_reference(s.parent_id) end)
      from section s
     where s.id = section_id
$$;
