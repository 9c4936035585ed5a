package bantin.reading;

import bantin.database.SqlFragment;
import bantin.paging.PageResult;
import bantin.search.SearchHits;
import java.util.function.Supplier;

/**
 * The page that a plan has read.
 *
 * @param hits what was searched for; null if the plan is no search
 * @param ids makes the statement that finds the newest articles of the whole list, whose facets are counted
 */
record ReadResult(PageResult rows, SearchHits hits, Supplier<SqlFragment> ids) {}
