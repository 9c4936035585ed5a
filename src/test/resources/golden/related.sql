-- GET /articles/42/related
with me as materialized (
    select id, section_id, locale, stemmer_of(locale) is not null as has_stems from article where id = :id),
tagged as materialized (
    select tag_id from article_tag where article_id = :id),
archive as materialized (
    select greatest(1, (select count(*) from (select from suggestion where kind = 'article' limit 4001) f),
                    (select reltuples from pg_class where oid = cast('suggestion' as regclass))) as titles),
newest as materialized (
    select words from suggestion
     where kind = 'article' and published_at <= :now
     order by published_at desc, entity_id desc limit 300),
frequent as materialized (
    select l.lexeme, count(*) * (select titles from archive) / 300 as titles
      from newest, unnest(tsvector_to_array(words)) l (lexeme)
     where :isLarge
     group by l.lexeme
    having count(*) >= 7),
rated as materialized (
    select t.lexeme, t.query, t.is_bigram, t.place, f.lexeme is not null as is_frequent,
           coalesce(f.titles, title_frequency(t.query, :id)) as titles
      from article a
     cross join lateral related_terms(a) t
      left join frequent f using (lexeme)
     where a.id = :id),
term as materialized (
    select lexeme, query, is_bigram, is_frequent, rated.titles,
           place * greatest(ln(archive.titles / greatest(rated.titles, 1)) / ln(archive.titles + 1), 0) as weight
      from rated cross join archive
     order by weight desc, lexeme
     limit 40),
rare_term as materialized (
    select query from term
     where titles between 1 and 100 and not is_frequent
     order by weight desc, lexeme
     limit 20),
candidate as (
    select t.article_id as id
      from tagged
     cross join lateral (
           select x.article_id from article_tag x
            where x.tag_id = tagged.tag_id and x.published_at <= :now
            order by x.published_at desc, x.article_id desc limit 60) t
    union
    select s.id
      from me
     cross join lateral (
           select a.id from article a
            where a.status = 'published' and a.section_id = me.section_id and a.published_at <= :now
            order by a.published_at desc, a.id desc limit 60) s
    union
    select w.entity_id
      from rare_term
     cross join lateral (
           -- by its words, and not in its order, in which few are found late
           select entity_id
             from (select s.entity_id, s.published_at from suggestion s
                    where s.kind = 'article' and s.words @@ rare_term.query and s.published_at <= :now
                   offset 0) p
            order by published_at desc, entity_id desc limit 60) w),
shared as (
    select f.article_id as id, me.has_stems, of_title.words + of_lead.words as words, of_title.weight + of_lead.weight as weight,
           (select count(*) from unnest(f.tags) t (tag_id) join tagged using (tag_id)) * 3
           + case when f.section_id = me.section_id then 1 else 0 end as signs,
           power(0.5, least(cast(greatest(extract(epoch from :now - f.published_at), 0) as float8)
                            / (365.25 * 86400), 100)) as youth
      from me
     cross join candidate c
      join article_search f on f.article_id = c.id
      join article a on a.id = c.id
      join suggestion s on s.kind = 'article' and s.entity_id = c.id
     cross join lateral (
           select coalesce(sum(case when is_bigram then 2 else 1 end), 0) as words, coalesce(sum(weight), 0) as weight
             from term where s.words @@ term.query) of_title
     cross join lateral (
           select case when a.lead is not null then split_part(left(f.folded, 2000), chr(10), 2) end as folded,
                  ' ' || translate(lower(left(a.lead, 1000) collate "und-x-icu"), '.,:;!?()"“”', '           ') || ' ' as spelled
           offset 0) l
     cross join lateral (
           select coalesce(sum(case when is_bigram then 2 else 1 end), 0) as words, coalesce(sum(weight) * 0.8, 0) as weight
             from term
            where strpos(case when is_bigram then l.folded else l.spelled end,
                         ' ' || replace(ltrim(lexeme, '='), '_', ' ') || ' ') > 0
              and not s.words @@ term.query) of_lead
     where f.article_id <> me.id and f.locale = me.locale
       and f.published_at <= :now and (f.expires_at is null or f.expires_at > :now)),
page as (
    select id, signs * (0.3 + 0.7 * youth)
               + case when has_stems or words > 1 then weight * (0.8 + 0.2 * youth) else 0 end as score
      from shared
     where signs > 0 or words > 1 or has_stems and words > 0
     order by score desc, id desc
     limit :limit)
select a.id, a.revision, a.live_revision,
       a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason,
       a.owner_id,
       a.locale, a.slug, a.title, a.lead,
       s.id as section_id, s.slug as section_slug, s.name as section_name,
       case when s.parent_id is not null then cast(section_reference(s.parent_id) as text) end
           as section_parent,
       a.byline_text, a.first_published_at, a.modified_at, a.created_at,
       greatest(case when s.version > 1 then s.updated_at end,
                tags.updated_at, bylines.updated_at, media.updated_at) as parts_updated_at,
       coalesce(v.total, 0) as views,
       cast(tags.list as text) as tags,
       cast(bylines.list as text) as bylines,
       cast(media.list as text) as media,
       coalesce(a.public_version, a.version) as version, a.updated_at, cast(null as text) as body
from page
join article a on a.id = page.id
join section s on s.id = a.section_id
left join view_count v on v.article_id = a.id
cross join lateral (
    select max(t.updated_at) filter (where t.version > 1) as updated_at,
           json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) order by at.position) as list
      from article_tag at
      join tag t on t.id = at.tag_id
     where at.article_id = a.id) tags
cross join lateral (
    select max(c.updated_at) filter (where c.version > 1) as updated_at,
           json_agg(json_build_object(
                        'name', coalesce(b.name, c.name),
                        'role', b.role,
                        'contributor', case when c.id is not null then json_build_object(
                            'id', c.id, 'slug', c.slug, 'name', c.name, 'kind', c.kind) end)
                    order by b.position) as list
      from byline b
      left join contributor c on c.id = b.contributor_id
     where b.article_id = a.id) bylines
cross join lateral (
    select max(m.updated_at) filter (where m.version > 1) as updated_at,
           json_agg(json_build_object(
                        'key', u.key,
                        'caption', coalesce(u.caption, m.caption),
                        'credit', coalesce(u.credit, m.credit),
                        'alt', coalesce(u.alt, m.alt),
                        'asset', json_build_object('id', m.id, 'url', m.url, 'kind', m.kind,
                                                   'width', m.width, 'height', m.height))
                    order by u.position) as list
      from media_caption u
      join media_asset m on m.id = u.asset_id
     where u.article_id = a.id) media
order by page.score desc, page.id desc
