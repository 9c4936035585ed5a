-- GET /articles?version=draft&status=draft&hasUnpublishedChanges=true&sort=-views, as an editor
with page as (
select a.id as id, v.ranking_total as sort_key
from view_count v
join article main on main.id = v.article_id
join article a on a.id = main.id or a.copy_of = main.id
where a.copy_of is null and ((a.status = 'draft'))
  and (a.live_revision is null or a.copy_of is not null)
  and a.status <> 'published'
order by v.ranking_total desc, a.id desc
limit 21)
select main.id, main.revision, main.live_revision,
       main.status, main.trashed_from, main.published_at, main.expires_at, main.withdrawn_reason,
       main.owner_id,
       a.locale, a.slug, a.title, a.lead,
       s.id as section_id, s.slug as section_slug, s.name as section_name,
       case when s.parent_id is not null then cast(section_reference(s.parent_id) as text) end
           as section_parent,
       a.byline_text, main.first_published_at, main.modified_at, main.created_at,
       greatest(case when s.version > 1 then s.updated_at end,
                tags.updated_at, bylines.updated_at, media.updated_at) as parts_updated_at,
       coalesce(v.total, 0) as views,
       cast(tags.list as text) as tags,
       cast(bylines.list as text) as bylines,
       cast(media.list as text) as media,
       main.version, greatest(main.updated_at, a.updated_at) as updated_at,
       a.published_at as wished_published_at, a.expires_at as wished_expires_at, cast(null as text) as body, page.sort_key, page.id as sort_id
from page
join article a on a.id = page.id
join article main on main.id = coalesce(a.copy_of, a.id)
join section s on s.id = a.section_id
left join view_count v on v.article_id = main.id
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
