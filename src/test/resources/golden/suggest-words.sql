-- GET /suggest?q=vịnh ha: the words, with completions of the last one
with typed as (
    select place, word, unaccent(word) collate "C" as folded, place = :prefixPlace as is_prefix
      from string_to_table(:words, ' ') with ordinality w (word, place)),
looked_up as (
    select place, word, folded, is_prefix,
           case when not is_prefix then
                 (select string_agg(found.word, ' ')
                    from (select entry.word from search_word entry
                           where entry.word = folded
                           order by entry.id limit 1) found)
                when length(folded) = 1 then
                 (select string_agg(found.word, ' ')
                    from (select entry.word from search_word entry
                           where left(entry.word, 1) = folded
                           order by entry.id limit 50) found)
                when length(folded) = 2 then
                 (select string_agg(found.word, ' ')
                    from (select entry.word from search_word entry
                           where left(entry.word, 2) = folded
                           order by entry.id limit 50) found)
                else
                 (select string_agg(found.word, ' ')
                    from (select entry.word from search_word entry
                           where left(entry.word, 3) = left(folded, 3) and starts_with(entry.word, folded)
                           order by entry.id limit 50) found)
           end as entries
      from typed)
select word, folded, is_prefix,
       entries is not null or not is_correctable(folded)
           or exists (select from scheduled_change where due <= (select cast(:now as timestamptz)))
           as is_known,
       concat_ws(' ', folded, entries) as forms
  from looked_up
 order by place
-- :now = 2026-11-30T05:00:00Z
-- :prefixPlace = 2
-- :words = vịnh ha
