package bantin.access;

/** How far a key reaches; each role may do all that the one before it may. Spelled as in JSON and in the database. */
public enum Role {
    /** Own drafts. */
    author,
    /** Everything in content, and publishing. */
    editor,
    /** Keys and settings. */
    admin;

    public static final String AUTHOR = "author";
    public static final String EDITOR = "editor";
    public static final String ADMIN = "admin";

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
