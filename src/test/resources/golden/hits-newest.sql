-- The newest 10,000 hits of q=nong thon
select article_id as id from (
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query0 as tsquery))
    and s.search @@ (select cast(:buckets0 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
  order by s.published_at desc nulls last, s.article_id desc
  limit 10001)
union all
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query1 as tsquery))
    and s.published_at <= (select cast(:moment as timestamptz))
    and (s.expires_at is null or s.expires_at > (select cast(:now as timestamptz)))
    and s.published_at < (select cast(:end1 as timestamptz))
  order by s.published_at desc nulls last, s.article_id desc
  limit 10001)) c
limit 10001
-- :buckets0 = '@m202610' | '@m202611' | '@m202612'
-- :end1 = 2026-10-01T00:00:00Z
-- :moment = 2026-11-30T05:00:00Z
-- :now = 2026-11-30T05:00:00Z
-- :query0 = (((('nong') & ('thon'))))
-- :query1 = (((('nong') & ('thon'))))
