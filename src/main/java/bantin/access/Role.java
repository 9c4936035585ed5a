package bantin.access;

/**
 * The role of an API key. Each role includes the permissions of the roles before it. The names are those of JSON and of
 * the database.
 */
public enum Role {
    /** Writes and edits its own drafts. */
    author,
    /** Reads, changes and publishes all content. */
    editor,
    /** Also creates and revokes API keys. */
    admin;

    public static final String AUTHOR = "author";
    public static final String EDITOR = "editor";
    public static final String ADMIN = "admin";

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
