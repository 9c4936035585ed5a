-- How often each article was read, as lists by views have it in an index: a second behind, so that a view does not write
-- the index. Each article has its row from the beginning, so that such a list has them all.
alter table view_count add column ranked bigint not null default 0;

-- First, and so that no article is written between it and what follows.
create function make_view_count() returns trigger language plpgsql as $$
begin
    insert into view_count (article_id, total) values (new.id, 0);
    return null;
end $$;

create trigger article_view_count after insert on article for each row execute function make_view_count();

insert into view_count (article_id, total)
select id, 0 from article
on conflict do nothing;

update view_count set ranked = total where total > 0;

create index view_count_ranked_idx on view_count (ranked, article_id);
