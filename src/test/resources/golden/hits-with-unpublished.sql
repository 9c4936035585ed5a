-- GET /articles?q=nong thon&status=draft,published, as an editor: the hits
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query0 as tsquery))
    and s.published_at is not null
  limit 10000)
union all
(select s.article_id, 0 as tier
   from article_search s
  where s.search @@ (select cast(:query0 as tsquery))
    and s.published_at is null
  limit 10000)
-- :query0 = (((('nong') & ('thon'))))
