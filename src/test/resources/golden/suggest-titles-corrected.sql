-- GET /suggest?q=vjnh hq: titles that have corrections of the words in any place
(
    select kind, entity_id, text, slug, locale, published_at
      from suggestion
     where kind = 'article' and published_at <= (select cast(:now as timestamptz))
       and (expires_at is null or expires_at > (select cast(:now as timestamptz)))
       and (words @@ (select cast(:filter as tsquery))) is true
       and published_at >= (select coalesce(cast(:recent as timestamptz), '-infinity'))
     order by published_at desc, entity_id desc limit 10)
union all
(select *
   from (
        select kind, entity_id, text, slug, locale, published_at
          from suggestion
         where kind = 'article' and published_at <= (select cast(:now as timestamptz))
           and (expires_at is null or expires_at > (select cast(:now as timestamptz)))
           and (words @@ (select cast(:filter as tsquery))) is true
           and words @@ (select cast(:lexemes0 as tsquery))
           and words @@ (select cast(:lexemes1 as tsquery))
           and words @@ (select cast(:buckets1 as tsquery))
           and published_at < (select cast(:recent as timestamptz))
        offset 0) in_window
  order by published_at desc, entity_id desc limit 10)
union all
(select *
   from (
        select kind, entity_id, text, slug, locale, published_at
          from suggestion
         where kind = 'article' and published_at <= (select cast(:now as timestamptz))
           and (expires_at is null or expires_at > (select cast(:now as timestamptz)))
           and (words @@ (select cast(:filter as tsquery))) is true
           and words @@ (select cast(:lexemes0 as tsquery))
           and words @@ (select cast(:lexemes1 as tsquery))
           and published_at < (select cast(:end as timestamptz))
           and published_at < (select cast(:recent as timestamptz))
        offset 0) in_window
  order by published_at desc, entity_id desc limit 10)
 limit 10
-- :buckets1 = '@m202610' | '@m202611' | '@m202612'
-- :end = 2026-10-01T00:00:00Z
-- :filter = ('vinh' | 'minh') & ('ha' | 'he')
-- :lexemes0 = ('vinh' | 'minh')
-- :lexemes1 = ('ha' | 'he')
-- :now = 2026-11-30T05:00:00Z
