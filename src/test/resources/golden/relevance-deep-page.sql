-- GET /articles?q=nong thon&cursor=…: behind article 42 of the third batch
with candidate as (select *
from (
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query0 as tsquery))
    and s.search @@ (select cast(:buckets0 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
  order by s.published_at desc nulls last, s.article_id desc
  limit 300)
union all
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query1 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
    and s.published_at < (select cast(:end1 as timestamptz))
  order by s.published_at desc nulls last, s.article_id desc
  limit 300)
union all
(select s.article_id, 1 as tier
   from article_search s
  where s.search @@ (select cast(:query2 as tsquery))
    and s.search @@ (select cast(:buckets2 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
  order by s.published_at desc nulls last, s.article_id desc
  limit 300)
union all
(select s.article_id, 1 as tier
   from article_search s
  where s.search @@ (select cast(:query3 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
    and s.published_at < (select cast(:end3 as timestamptz))
  order by s.published_at desc nulls last, s.article_id desc
  limit 300)) c
limit 100 offset 200),
found as materialized (
    select s.article_id as id, c.tier,
           relevance_score(s.search, cast(:words as tsquery), s.published_at, :moment) as score
      from candidate c
      join article_search s on s.article_id = c.article_id),
page as (
    select id, tier, score
      from found
     where (tier, -score, -id) > (:tier, -cast(:score as float8), -cast(:id as bigint))
     order by tier, score desc, id desc
     limit 21 offset 0)
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
       coalesce(a.public_version, a.version) as version, a.updated_at, cast(null as text) as body, page.tier, page.score, page.id as sort_id
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
order by page.tier, page.score desc, page.id desc
-- :buckets0 = '@m202610' | '@m202611' | '@m202612'
-- :buckets2 = '@m202610' | '@m202611' | '@m202612'
-- :end1 = 2026-10-01T00:00:00Z
-- :end3 = 2026-10-01T00:00:00Z
-- :id = 42
-- :moment = 2026-11-30T05:00:00Z
-- :now = 2026-11-30T05:00:00Z
-- :query0 = ((('nong_thon')))
-- :query1 = ((('nong_thon')))
-- :query2 = ((((('nong') & ('thon')))) & !((('nong_thon'))))
-- :query3 = ((((('nong') & ('thon')))) & !((('nong_thon'))))
-- :score = 0.25
-- :tier = 2
-- :words = (('nong') & ('thon'))
