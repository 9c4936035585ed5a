-- Text analysis for search: tokenizer, stemmer, stop words. No table is used here.

-- To have fewer ranges, they include letters, digits and unassigned code points between two marks. Therefore they can
-- be used only together with [:alnum:].
create or replace function combining_marks() returns text
language sql immutable parallel safe as $$
    select ''
        || '\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1-\u05C2\u05C4-\u05C5\u05C7\u0610-\u061A'
        || '\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0711-\u07F3\u07FD\u0816-\u082D'
        || '\u0859-\u085B\u0897-\u08E1\u08E3-\u0963\u0981-\u09E3\u09FE-\u0A75\u0A81-\u0AE3\u0AFA-\u0B63'
        || '\u0B82-\u0BD7\u0C00-\u0C63\u0C81-\u0C83\u0CBC-\u0D4D\u0D57\u0D62-\u0D63\u0D81-\u0DF3'
        || '\u0E31-\u0E3A\u0E47-\u0E4E\u0EB1-\u0ECE\u0F18-\u0F19\u0F35\u0F37\u0F39\u0F3E-\u0F84'
        || '\u0F86-\u0FBC\u0FC6\u102B-\u103E\u1056-\u109D\u135D-\u135F\u1712-\u1734\u1752-\u17D3\u17DD'
        || '\u180B-\u180D\u180F-\u193B\u1A17-\u1A1B\u1A55-\u1A7F\u1AB0-\u1B44\u1B6B-\u1B73\u1B80-\u1BF3'
        || '\u1C24-\u1C37\u1CD0-\u1CD2\u1CD4-\u1DFF\u20D0-\u20F0\u2CEF-\u2CF1\u2D7F-\u2DFF\u302A-\u302F'
        || '\u3099-\u309A\uA66F-\uA672\uA674-\uA67D\uA69E-\uA69F\uA6F0-\uA6F1\uA802-\uA827\uA82C'
        || '\uA880-\uA8C5\uA8E0-\uA8F1\uA8FF-\uA92D\uA947-\uA953\uA980-\uA9C0\uA9E5-\uAA4D\uAA7B-\uAAC1'
        || '\uAAEB-\uAAEF\uAAF5-\uAAF6\uABE3-\uABEA\uABEC-\uABED\uFB1E\uFE00-\uFE0F\uFE20-\uFE2F'
        || '\U000101FD-\U000102E0\U00010376-\U0001037A\U00010A01-\U00010A3F\U00010AE5-\U00010AE6'
        || '\U00010D24-\U00010D6D\U00010EAB-\U00010EAC\U00010EFC-\U00010EFF\U00010F46-\U00010F50'
        || '\U00010F82-\U00010F85\U00011000-\U00011046\U00011070-\U000110BA\U000110C2'
        || '\U00011100-\U00011134\U00011145-\U00011173\U00011180-\U000111C0\U000111C9-\U000111CC'
        || '\U000111CE-\U000111CF\U0001122C-\U00011237\U0001123E-\U00011241\U000112DF-\U000113D2'
        || '\U000113E1-\U00011446\U0001145E-\U000114C3\U000115AF-\U000115C0\U000115DC-\U00011640'
        || '\U000116AB-\U000116B7\U0001171D-\U0001172B\U0001182C-\U0001183A\U00011930-\U00011943'
        || '\U000119D1-\U000119E0\U000119E4-\U00011A3E\U00011A47-\U00011A99\U00011C2F-\U00011C3F'
        || '\U00011C92-\U00011EF6\U00011F00-\U00011F42\U00011F5A\U00013440-\U0001612F'
        || '\U00016AF0-\U00016AF4\U00016B30-\U00016B36\U00016F4F-\U00016F92\U00016FE4-\U00016FF1'
        || '\U0001BC9D-\U0001BC9E\U0001CF00-\U0001CF46\U0001D165-\U0001D169\U0001D16D-\U0001D172'
        || '\U0001D17B-\U0001D182\U0001D185-\U0001D18B\U0001D1AA-\U0001D1AD\U0001D242-\U0001D244'
        || '\U0001DA00-\U0001DA36\U0001DA3B-\U0001DA6C\U0001DA75\U0001DA84\U0001DA9B-\U0001E136'
        || '\U0001E2AE-\U0001E2EF\U0001E4EC-\U0001E5EF\U0001E8D0-\U0001E94A\U000E0100-\U000E01EF'
$$;

comment on function combining_marks is
    'Combining marks (Unicode general category M), as the inside of a bracket expression.';

-- Words are cut as Unicode does (UAX #29), in lower case and NFKC (UAX #15): combining marks belong to the letter
-- before them, invisible format characters are ignored, grouped digits ("1.500", "0912.345.678") are one word, and CO2
-- finds CO₂. Queries must be cut in the same way: see bantin.search.TextAnalyzer. Rare cases are tested for first, with
-- expressions that PostgreSQL matches without backtracking.
create or replace function tokenize(content text) returns text
language plpgsql immutable parallel safe as $$
declare
    words text := content;
begin
    if words collate "C" ~ '[\u00AD\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]' then
        words := regexp_replace(
            words, '[\u00AD\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+', '', 'g');
    end if;
    words := lower(case when words is nfkc normalized then words else normalize(words, nfkc) end collate "und-x-icu");
    -- Java and ICU use different rules for a final sigma.
    words := replace(words, 'ς', 'σ');
    if words collate "C" ~ '[0-9]' then
        -- The groups of a telephone number, and thousands.
        words := regexp_replace(
            words,
            '(?<![0-9])(?<![0-9][.,])(0[0-9]{2,3})[ .-]([0-9]{2,4})[ .-]([0-9]{2,4})(?:[ .-]([0-9]{2,4}))?(?![0-9])',
            '\1\2\3\4', 'g');
        words := regexp_replace(words, '(?<=[0-9])[.,](?=[0-9]{3}(?:[^0-9]|$))', '', 'g');
    end if;
    return btrim(regexp_replace(
        words collate "und-x-icu", '(?:^|[^[:alnum:]' || combining_marks() || '])[^[:alnum:]]*', ' ', 'g'));
end $$;

comment on function tokenize is 'The words of a text in lower case, separated by single spaces.';

create or replace function stemmer_of(locale text) returns regconfig
language sql immutable parallel safe as $$
    select case split_part(lower(locale), '-', 1)
               when 'en' then 'english'::regconfig
               when 'fr' then 'french'::regconfig
               when 'de' then 'german'::regconfig
               when 'es' then 'spanish'::regconfig
               when 'it' then 'italian'::regconfig
               when 'pt' then 'portuguese'::regconfig
               when 'nl' then 'dutch'::regconfig
               when 'ru' then 'russian'::regconfig end
$$;

comment on function stemmer_of is
    'The text search configuration with the stemmer of a locale''s language; null if there is none.';

create or replace function is_stop_word(word text, stemmer regconfig) returns boolean
language sql stable parallel safe as $$
    select case when stemmer is not null then to_tsvector(stemmer, word) = ''
                else word = any (string_to_array(
                    'ai anh ba bà bao bảy bằng bị bốn bởi các cả cần chỉ chị chín cho chục chưa có còn của cùng '
                    || 'cũng do dù dưới đã đang đây để đến đi đó được gì giữa hai hay hoặc hơn họ khi khiến không là '
                    || 'lại lên mà mỗi một mới mười mươi nào này năm ngay ngày người nghìn nhau nhiều như nhưng '
                    || 'những nên nếu nơi ở ông phải qua ra rất rồi sau sáu sẽ tám tại thành tháng theo thì tới trăm '
                    || 'trên triệu trong trước từ tỷ và vào vạn vẫn về vì với vừa xuống', ' ')) end
$$;

comment on function is_stop_word is
    'Whether a word is a function word or numeral, which does not say what a text is about. Languages with a stemmer'
    ' have the stop words of its dictionary. Others (in practice Vietnamese) have this list, by spelling: "và", but'
    ' not "va".';

-- Read as json, not jsonb, because jsonb rejects some numbers that custom nodes may contain.
create or replace function body_text(body text) returns text
language sql immutable parallel safe as $$
    select string_agg(
               case when json_typeof(node -> 'children') = 'array'
                    then (select string_agg(child ->> 'text', '' order by n)
                            from json_array_elements(node -> 'children') with ordinality c(child, n))
                    when json_typeof(node -> 'rows') = 'array'
                    then (select string_agg(cell #>> '{}', E'\n')
                            from json_array_elements(node -> 'rows') r(tablerow),
                                 json_array_elements(
                                     case json_typeof(tablerow -> 'cells')
                                         when 'array' then tablerow -> 'cells' end) c(cell)
                           where json_typeof(cell) = 'string') end,
               E'\n')
      from json_array_elements(body::json) b(node)
$$;

comment on function body_text is
    'The text of a body, a line for each block and table cell. Marks inside a word do not split it.';

create or replace function time_bucket_lexemes(published_at timestamptz) returns text[]
language sql stable parallel safe as $$
    select array['@y' || to_char(published_at at time zone 'UTC', 'YYYY'),
                 '@m' || to_char(published_at at time zone 'UTC', 'YYYYMM')]
     where published_at is not null
$$;

comment on function time_bucket_lexemes is
    'The lexemes for the year and month of publication (UTC): @y2026, @m202610. Searches use them to read one period'
    ' after the other. Null if the time is null.';
