package bantin.body;

/**
 * Part of a body that was removed or replaced. The rest was read, so a warning is no violation.
 *
 * @param code in kebab-case, such as {@code removed-script}; see {@link RemovedContent}, {@link Shortcodes} and
 *     {@link LostNodes}
 * @param message a complete sentence that says what was removed and, where it has a place, where
 */
public record Warning(String code, String message) {}
