-- Functions and triggers of view counts.

create or replace function create_view_count() returns trigger
language plpgsql as $$
begin
    insert into view_count (article_id, total) values (new.id, 0);
    return null;
end $$;

comment on function create_view_count is 'Trigger function: creates the view count of a new article.';

-- A view of a new article then only updates a row, and lists by views have every article.
create or replace trigger article_view_count after insert on article
    for each row execute function create_view_count();
