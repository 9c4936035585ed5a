package bantin.article.desk;

import java.time.Instant;
import java.util.List;

/** What a revision has. The lead and the body are the same in all. */
record Content(String title, String slug, String section, List<String> tags, Instant publishedAt, Instant expiresAt) {

    Content in(Instant otherTime, Instant otherEnd) {
        return new Content(title, slug, section, tags, otherTime, otherEnd);
    }

    boolean saysTheSameAs(Content other) {
        return in(null, null).equals(other.in(null, null));
    }

    /** The word that no other title has. */
    String word() {
        return title.substring(title.lastIndexOf(' ') + 1);
    }
}
