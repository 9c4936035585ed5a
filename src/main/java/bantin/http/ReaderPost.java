package bantin.http;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A POST that the pages of a site send for their readers, often as a beacon. A room contributes one as a bean. It may be sent
 * from {@code bantin.http.cors-read-origins}, and its response is JSON whatever {@code Accept} says.
 */
public interface ReaderPost {

    /** Matches whole paths, without dot segments. */
    Pattern path();

    /** The request headers of its own that a page of another origin may send. */
    Set<String> headers();
}
