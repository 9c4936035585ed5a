-- GET /articles?q=nong thon&facets=section,tag,contributor,year,locale: the facets
with found as materialized (
select article_id as id from (
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query0 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
  limit 10000)) c
limit 10001),
counted as materialized (
    select section_id, published_at, locale, tags, contributors
      from article_search
     where article_id = any (array(select id from found limit 10000)))
select '' as facet, '' as value, '' as name, count(*) from found
union all (select 'section' as facet, f.* from (select s.slug as value, s.name, n.count
  from (select section_id, count(*) from counted group by section_id) n
  join section s on s.id = n.section_id) f order by count desc, value limit 50)
union all (select 'tag' as facet, f.* from (select t.slug as value, t.name, n.count
  from (select tag_id, count(*) from (select unnest(tags) as tag_id from counted) t group by tag_id) n
  join tag t on t.id = n.tag_id) f order by count desc, value limit 50)
union all (select 'contributor' as facet, f.* from (select p.slug as value, p.name, n.count
  from (select contributor_id, count(*)
          from (select unnest(contributors) as contributor_id from counted) c group by contributor_id) n
  join contributor p on p.id = n.contributor_id) f order by count desc, value limit 50)
union all (select 'year' as facet, f.* from (select cast(extract(year from published_at at time zone :zone) as text) as value, null as name, count(*)
  from counted
 where published_at is not null
 group by 1) f order by value desc limit 50)
union all (select 'locale' as facet, f.* from (select locale as value, null as name, count(*) from counted group by locale) f order by count desc, value limit 50)
-- :moment = 2026-11-30T05:00:00Z
-- :now = 2026-11-30T05:00:00Z
-- :query0 = (((('nong') & ('thon'))))
-- :zone = Asia/Ho_Chi_Minh
