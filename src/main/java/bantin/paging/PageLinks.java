package bantin.paging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * The {@code Link} header of a page (RFC 8288): the first page always, the next one if there is one, the previous one
 * if pages are numbered.
 */
record PageLinks(PageRequest request, Page.PageInfo position) {

    String header() {
        var links = new ArrayList<String>();
        links.add(link("first", null, null));
        if (position.hasMore()) {
            links.add(
                    isNextNumbered()
                            ? link("next", "page", request.number() + 1)
                            : link("next", "cursor", position.nextCursor()));
        }
        if (request.number() != null && request.number() > 1) {
            links.add(link("prev", "page", request.number() - 1));
        }
        return String.join(", ", links);
    }

    private boolean isNextNumbered() {
        return request.number() != null && request.offset() + 2 * request.limit() <= ListParameters.MAX_OFFSET;
    }

    private String link(String relation, String parameter, Object value) {
        var query = new ArrayList<String>();
        new TreeMap<>(request.uri().getQueryParameters()).forEach((name, values) -> {
            if (!name.equals("cursor") && !name.equals("page")) {
                values.forEach(each -> query.add(name + "=" + URLEncoder.encode(each, StandardCharsets.UTF_8)));
            }
        });
        if (parameter != null) {
            query.add(parameter + "=" + value);
        }
        var target = request.uri().getPath() + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return "<" + target + ">; rel=\"" + relation + "\"";
    }
}
