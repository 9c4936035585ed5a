-- The words of the dictionary that vjnh and lonng may stand for
select typed.place, typed.is_known, candidate.word, candidate.distance
  from (select place, word,
               exists (select from search_word entry where entry.word = w.word collate "C") as is_known
          from string_to_table(:words, ' ') with ordinality w (word, place)
         where length(word) <= 30
        offset 0) typed
 cross join lateral (
       select word, distance, min(id) as first_id
         from (select word, id, edit_distance(typed.word, word) as distance
                 from search_word
                where deletes && symspell_deletes(typed.word)
               offset 0) neighbor
        where distance between 1 and max_edits(typed.word)
        group by word, distance
        order by distance, first_id
        limit :max) candidate
 order by typed.place, candidate.distance, candidate.first_id
-- :max = 8
-- :words = vjnh lonng
