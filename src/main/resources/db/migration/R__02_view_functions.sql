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
    for each row when (new.copy_of is null) execute function create_view_count();

create or replace function delete_view_visitors() returns trigger
language plpgsql as $$
begin
    delete from view_visitor where article_id = old.id;
    return null;
end $$;

comment on function delete_view_visitors is
    'Trigger function: deletes the visitors of a deleted article, which have no foreign key.';

-- It runs after the triggers of foreign keys (RI_…), which wait for transactions that count views of the article.
create or replace trigger article_view_visitors after delete on article
    for each row execute function delete_view_visitors();
