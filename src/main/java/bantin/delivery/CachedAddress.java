package bantin.delivery;

import java.util.regex.Pattern;

/**
 * An address that the cache answers, in normal form: the one spelling of its path in which the route, the router and the endpoint
 * cannot read anything different. It has no percent-encoding, no dot segments, no path parameters and no empty segments. All other
 * spellings go to the endpoints, and their responses are not kept.
 *
 * @param articleId null where the address names none
 * @param slug null where the address names none
 */
record CachedAddress(Long articleId, String slug) {

    private static final int MAX_LENGTH = 1024;

    private static final Pattern PATH = Pattern.compile("/api/v1/(?:suggest"
            + "|articles(?:/(?:most-viewed|by-slug/(?<slug>[a-z0-9-]{1,200})|(?<id>[1-9][0-9]{0,17})(?:/related)?))?)");

    /**
     * Reads a request target (RFC 9112, 3.2); its query may have any form.
     *
     * @return null where the cache does not answer it
     */
    static CachedAddress of(String target) {
        if (target.length() > MAX_LENGTH) {
            return null;
        }
        int query = target.indexOf('?');
        var path = PATH.matcher(query < 0 ? target : target.substring(0, query));
        if (!path.matches()) {
            return null;
        }
        var id = path.group("id");
        return new CachedAddress(id == null ? null : Long.valueOf(id), path.group("slug"));
    }
}
