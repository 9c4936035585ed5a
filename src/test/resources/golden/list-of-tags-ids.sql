-- GET /articles?tag=lu-lut,bao&publishedAfter=2026-01-01T00:00:00Z&facets=year: the articles to count
select found.id from (select distinct branch.id, branch.sort_key
from (select id from tag where slug in (:tags)) tag
cross join lateral (select distinct a.id as id, a.published_at as sort_key
from article a
join article_tag on article_tag.tag_id = tag.id
         and article_tag.article_id = a.id
         and article_tag.published_at = a.published_at
where a.status = 'published' and (a.expires_at is null or a.expires_at > :now)
  and a.published_at <= :now
  and article_tag.published_at <= :now
  and a.published_at > :publishedAfter
  and article_tag.published_at > :publishedAfter
order by a.published_at desc, a.id desc
limit 10001) branch
order by branch.sort_key desc, branch.id desc
limit 10001) found
-- :now = 2026-11-30T05:00:00Z
-- :publishedAfter = 2026-01-01T00:00:00Z
-- :tags = [lu-lut, bao]
