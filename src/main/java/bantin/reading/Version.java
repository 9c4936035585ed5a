package bantin.reading;

import bantin.http.Choice;
import bantin.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which revision of an article is read. */
@Schema(name = "ArticleVersion")
enum Version {
    /** The revision that readers get. */
    published,
    /** The latest revision. */
    draft;

    private static final Choice<Version> CHOICE = Choice.of(Version.class);

    /** Null if none was asked for. */
    static Version of(String given, Violations violations) {
        return CHOICE.one("version", given, null, violations);
    }
}
