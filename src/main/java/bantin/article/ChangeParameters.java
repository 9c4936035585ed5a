package bantin.article;

import bantin.http.QueryParameters;
import bantin.problem.ProblemException;
import bantin.problem.Violations;
import bantin.text.Nfc;
import jakarta.enterprise.inject.spi.CDI;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of requests that change an article. What they say goes into its history. */
public class ChangeParameters extends QueryParameters {

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_PERSON = 200;

    @RestQuery
    @Parameter(
            description = "Why the change is made, for the history of the article; at most 500 characters",
            example = "Sửa tên người trong câu thứ hai")
    public String message;

    @RestQuery
    @Parameter(
            description = "The person who makes the change, for the history of the article, if several people use one "
                    + "API key; at most 200 characters",
            example = "Minh An")
    public String person;

    /** @throws ProblemException 400 there are invalid values or unknown parameters */
    void take() {
        var violations = violations();
        take(violations);
        violations.throwIfAny();
    }

    /** Hands the note to {@link ChangeNote}. It must not be used if there are violations. */
    void take(Violations violations) {
        CDI.current()
                .select(ChangeNote.class)
                .get()
                .write(
                        text("message", message, MAX_MESSAGE, violations),
                        text("person", person, MAX_PERSON, violations));
    }

    private static String text(String name, String sent, int max, Violations violations) {
        if (sent == null) {
            return null;
        }
        var text = Nfc.of(sent);
        if (text.codePointCount(0, text.length()) > max) {
            violations.in(name, "size", "may have at most " + max + " characters");
        } else if (text.isBlank()) {
            violations.in(name, "value", "must not be blank");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            violations.in(name, "text", "must not contain control characters");
        }
        return text;
    }
}
