package bantin.article;

import jakarta.enterprise.context.RequestScoped;

/** What a request says about the changes that it makes, for the history of the articles. */
@RequestScoped
class ChangeNote {

    private String message;
    private String person;

    void write(String message, String person) {
        this.message = message;
        this.person = person;
    }

    /** Why the change is made; null if the request does not say. */
    String message() {
        return message;
    }

    /** Who makes it with the API key of the request; null if the request does not say. */
    String person() {
        return person;
    }
}
