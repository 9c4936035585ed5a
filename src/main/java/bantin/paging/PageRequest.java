package bantin.paging;

import jakarta.ws.rs.core.UriInfo;

/** Which part of which list is wanted, understood and within its bounds. */
public record PageRequest(
        int limit, Integer number, int offset, Cursor after, boolean counted, int list, Sort sort, UriInfo uri) {

    public boolean isFirst() {
        return after == null && offset == 0;
    }
}
