-- GET /suggest?q=vịnh ha: titles that begin so, those with the typed accents first
with query as materialized (
    select cast(:prefix as text) as prefix, cast(nullif(:spelled, '') as tsquery) as spelled,
           cast(:now as timestamptz) as moment),
prefixed as materialized (
    select * from titles_with_prefix((select prefix from query), 1000)),
newest as (
    select entity_id, published_at, expires_at, folded, words
      from suggestion
     where kind = 'article' and published_at <= (select moment from query)
       and (select count(*) from prefixed) = 1000
     order by published_at desc, entity_id desc
     limit 12000),
candidate as (
    select entity_id, published_at, expires_at from prefixed where published_at <= (select moment from query)
    union
    (select entity_id, published_at, expires_at
       from newest
      where starts_with(folded, (select prefix from query))
        and (words @@ (select spelled from query)) is not false
        and (expires_at is null or expires_at > (select moment from query))
      order by published_at desc, entity_id desc
      limit :limit)),
best as (
    select c.entity_id, c.published_at,
           case when (select spelled from query) is null then true
                else (select words @@ (select spelled from query) from suggestion s
                       where s.kind = 'article' and s.entity_id = c.entity_id) end as is_spelled
      from candidate c
     where expires_at is null or expires_at > (select moment from query)
     order by is_spelled desc, published_at desc, entity_id desc
     limit :limit)
select s.kind, s.entity_id, s.text, s.slug, s.locale
  from best
  join suggestion s on s.kind = 'article' and s.entity_id = best.entity_id
 order by best.is_spelled desc, best.published_at desc, best.entity_id desc
-- :limit = 10
-- :now = 2026-11-30T05:00:00Z
-- :prefix = vinh ha
-- :spelled = '=vịnh'
