package bantin.http;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A POST that pages send for their readers, often as a beacon. Pages of {@code bantin.http.cors-read-origins} may send
 * it, and the response is JSON whatever {@code Accept} says. Contributed as a bean.
 */
public interface ReaderPost {

    /** Matches whole paths, without dot segments. */
    Pattern path();

    /** Its own request headers, which pages of other origins may send. */
    Set<String> headers();
}
