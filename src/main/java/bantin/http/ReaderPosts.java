package bantin.http;

import io.quarkus.arc.All;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** The {@link ReaderPost} beans of all rooms. */
@ApplicationScoped
class ReaderPosts {

    @Inject
    @All
    List<ReaderPost> posts;

    /** Whether a POST to the path of this request is a {@link ReaderPost}. */
    boolean include(RoutingContext routing) {
        var path = routing.normalizedPath();
        return posts.stream().anyMatch(post -> post.path().matcher(path).matches());
    }

    Stream<String> headers() {
        return posts.stream().flatMap(post -> post.headers().stream()).sorted();
    }
}
