package bantin.views;

import bantin.http.ReaderPost;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;

/** One view, or many of them in a batch. */
@ApplicationScoped
class ViewPost implements ReaderPost {

    private static final Pattern PATH = Pattern.compile("/api/v1/(articles/[^/]+/)?views");

    @Override
    public Pattern path() {
        return PATH;
    }

    @Override
    public Set<String> headers() {
        return Set.of(ViewRequests.VISITOR);
    }
}
