-- The slug, or else the first number behind it, that no other article of the locale has. Whoever asks for the same slug waits until
-- this transaction ends: one round trip for the lock and for what is seen behind it, because each statement of a function has a snapshot
-- of its own.
create function free_article_slug(in_locale text, wanted text, for_article bigint) returns text language plpgsql as $$
declare
    free   text := wanted;
    number int  := 1;
begin
    perform pg_advisory_xact_lock(hashtextextended('slug article ' || in_locale || ' ' || wanted, 0));
    while exists (select from article where locale = in_locale and slug = free and id <> for_article) loop
        number := number + 1;
        free := wanted || '-' || number;
    end loop;
    return free;
end $$;

-- One index for the slug in a locale and in all of them.
alter table article drop constraint article_slug_key;
alter table article add constraint article_slug_key unique (slug, locale);
drop index article_slug_idx;

-- The order of the few uses in one article needs no index.
drop index media_caption_article_idx;

-- Nodes keep the keys that they know until one of them changes.
create function notify_of_keys() returns trigger language plpgsql as $$
begin
    perform pg_notify('bantin', 'keys');
    return null;
end $$;

create trigger api_key_changed after update or delete or truncate on api_key
    for each statement execute function notify_of_keys();
