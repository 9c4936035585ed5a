package bantin.paging;

/** How a count that is reported relates to the true one, in the words of Elasticsearch's {@code total.relation}. */
public enum CountRelation {
    /** It is exact. */
    eq,
    /** There are more: counting ended there. */
    gte
}
