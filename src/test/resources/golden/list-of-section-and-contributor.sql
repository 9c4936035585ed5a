-- GET /articles?section=van-hoa&contributor=minh-an&locale=vi
with page as (
select distinct branch.id, branch.sort_key
from (with recursive below as (
    select id from section where slug in (:sections)
    union
    select s.id from section s join below on s.parent_id = below.id)
select id from below) section
cross join (select id from contributor where slug in (:contributors)) contributor
cross join lateral (select distinct a.id as id, a.published_at as sort_key
from article a
join section s on s.id = a.section_id and s.id = section.id
join byline on byline.contributor_id = contributor.id
         and byline.article_id = a.id
         and byline.published_at = a.published_at
where a.status = 'published' and (a.expires_at is null or a.expires_at > :now)
  and a.locale in (:locales)
  and a.published_at <= :now
  and byline.published_at <= :now
order by a.published_at desc, a.id desc
limit 21) branch
order by branch.sort_key desc, branch.id desc
limit 21)
select a.id, a.revision, a.live_revision,
       a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason,
       a.owner_id,
       a.locale, a.slug, a.title, a.lead,
       s.id as section_id, s.slug as section_slug, s.name as section_name,
       case when s.parent_id is not null then cast(section_reference(s.parent_id) as text) end
           as section_parent,
       a.byline_text, a.first_published_at, a.modified_at, a.created_at,
       greatest(case when s.version > 1 then s.updated_at end,
                tags.updated_at, bylines.updated_at, media.updated_at) as parts_updated_at,
       coalesce(v.total, 0) as views,
       cast(tags.list as text) as tags,
       cast(bylines.list as text) as bylines,
       cast(media.list as text) as media,
       coalesce(a.public_version, a.version) as version, a.updated_at, cast(null as text) as body, page.sort_key, page.id as sort_id
from page
join article a on a.id = page.id
join section s on s.id = a.section_id
left join view_count v on v.article_id = a.id
cross join lateral (
    select max(t.updated_at) filter (where t.version > 1) as updated_at,
           json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) order by at.position) as list
      from article_tag at
      join tag t on t.id = at.tag_id
     where at.article_id = a.id) tags
cross join lateral (
    select max(c.updated_at) filter (where c.version > 1) as updated_at,
           json_agg(json_build_object(
                        'name', coalesce(b.name, c.name),
                        'role', b.role,
                        'contributor', case when c.id is not null then json_build_object(
                            'id', c.id, 'slug', c.slug, 'name', c.name, 'kind', c.kind) end)
                    order by b.position) as list
      from byline b
      left join contributor c on c.id = b.contributor_id
     where b.article_id = a.id) bylines
cross join lateral (
    select max(m.updated_at) filter (where m.version > 1) as updated_at,
           json_agg(json_build_object(
                        'key', u.key,
                        'caption', coalesce(u.caption, m.caption),
                        'credit', coalesce(u.credit, m.credit),
                        'alt', coalesce(u.alt, m.alt),
                        'asset', json_build_object('id', m.id, 'url', m.url, 'kind', m.kind,
                                                   'width', m.width, 'height', m.height))
                    order by u.position) as list
      from media_caption u
      join media_asset m on m.id = u.asset_id
     where u.article_id = a.id) media
order by page.sort_key desc, page.id desc
-- :contributors = [minh-an]
-- :locales = [vi]
-- :now = 2026-11-30T05:00:00Z
-- :sections = [van-hoa]
