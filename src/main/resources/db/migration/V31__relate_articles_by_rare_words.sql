-- Function words and numerals say nothing about what an article is about. In languages with stems these are the stop words of the stemmer's
-- dictionary; elsewhere (that is in Vietnamese) they are listed here, by their spelling: "và", but not "va".
create function is_function_word(word text, stemmer regconfig) returns boolean language sql stable parallel safe as $$
    select case when stemmer is not null then to_tsvector(stemmer, word) = ''
                else word = any (string_to_array(
                    'ai anh ba bà bao bảy bằng bị bốn bởi các cả cần chỉ chị chín cho chục chưa có còn của cùng cũng do dù dưới đã đang đây '
                    || 'để đến đi đó được gì giữa hai hay hoặc hơn họ khi khiến không là lại lên mà mỗi một mới mười mươi nào này năm ngay ngày người '
                    || 'nghìn nhau nhiều như nhưng những nên nếu nơi ở ông phải qua ra rất rồi sau sáu sẽ tám tại thành tháng theo thì tới trăm '
                    || 'trên triệu trong trước từ tỷ và vào vạn vẫn về vì với vừa xuống', ' ')) end
$$;

-- What an article may be related by, as lexemes of the column words of suggestion: words as they are spelled, and bigrams, without function words.
-- place: 1 in the title, 0.6 in the lead.
create function related_terms(wanted article) returns table (lexeme text, query tsquery, is_bigram boolean, place float8)
language sql stable as $$
    with part (number, place, spelled) as (
        values (1, 1.0::float8, search_words(wanted.title)),
               (2, 0.6, search_words(left(wanted.lead, 1000)))
    ),
    word as materialized (
        select number, n, place, word, unaccent(word) as folded, is_function_word(word, search_stemmer(wanted.locale)) as is_function
          from part, string_to_table(spelled, ' ') with ordinality w (word, n)
         where word <> ''
    ),
    bigram as (
        select folded || '_' || lead(folded) over line as lexeme, place,
               is_function or lead(is_function) over line as is_function
          from word
        window line as (partition by number order by n)
    ),
    term as (
        select left(lexeme, 500) as lexeme, true as is_bigram, place from bigram where not is_function
        union all
        select left('=' || word, 500), false, place from word where not is_function
    )
    select lexeme, quote_literal(lexeme)::tsquery, is_bigram, max(place)
      from term
     group by lexeme, is_bigram
$$;
