-- How often an article was read. A table of its own, so that a view never touches the article's row;
-- room is left on each page so that the next count of a row finds its place beside the last one.
create table view_count (
    article_id bigint constraint view_count_pk primary key
                      constraint view_count_article_fk references article on delete cascade,
    total      bigint not null constraint view_count_total_not_negative check (total >= 0)
) with (fillfactor = 50);
