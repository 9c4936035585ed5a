package bantin.body;

/**
 * Something that a reader left out of a body, where that may matter to the writer. No fault.
 *
 * @param code kebab-case, e.g. {@code removed-script}; see {@link RemovedContent}
 * @param message a complete sentence that says what it was and where it stood
 */
public record Warning(String code, String message) {}
