-- GET /suggest?q=ha: names, among the 500 shortest ones first
with shortest as materialized (
    select kind, entity_id, text, slug, locale
      from (select *, length(text) as characters from suggestion where kind <> 'article'
             order by length(text), text, entity_id limit (select cast(:shortest as int))) name
     where (words @@ (select cast(:filter as tsquery))) is true
       and kind = any(string_to_array((select cast(:kinds as text)), ' '))
       and exists (select from change_log c
                    where c.kind = name.kind and c.entity_id = name.entity_id
                      and c.kind in ('section', 'tag', 'contributor', 'media'))
     order by characters, text, entity_id, kind limit 10)
select * from shortest
union all
(
    select kind, entity_id, text, slug, locale
      from (select *, length(text) as characters from suggestion where kind <> 'article') name
     where (words @@ (select cast(:filter as tsquery))) is true
       and kind = any(string_to_array((select cast(:kinds as text)), ' '))
       and exists (select from change_log c
                    where c.kind = name.kind and c.entity_id = name.entity_id
                      and c.kind in ('section', 'tag', 'contributor', 'media'))
       and words @@ (select cast(:lexemes as tsquery))
       and (select count(*) from shortest) < 10
     order by characters, text, entity_id, kind limit 10)
-- :filter = 'ha':*
-- :kinds = section tag
-- :lexemes = 'ha':*
-- :shortest = 500
