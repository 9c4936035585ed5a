package bantin.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects the violations of an input, so that one response reports all of them. The first {@value #MAX_LISTED} are
 * listed and the others counted, which limits the response and the memory. Not thread-safe.
 */
public final class Violations {

    public static final int MAX_LISTED = 100;

    private final int maxListed;
    private final Set<Violation> listed = new LinkedHashSet<>();
    private final Set<String> places = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    private int notListed;

    public Violations() {
        this(MAX_LISTED);
    }

    /** @param maxListed the maximum number of listed violations */
    public Violations(int maxListed) {
        this.maxListed = maxListed;
    }

    /** Adds a violation in the body, at a JSON Pointer. */
    public void at(String pointer, String code, String message) {
        at(() -> pointer, code, () -> message);
    }

    /** The same for inputs that may have many violations: no text is made for those that are not listed. */
    public void at(Supplier<String> pointer, String code, Supplier<String> message) {
        if (isFull()) {
            notListed++;
            return;
        }
        var place = pointer.get();
        listed.add(new Violation(place, null, code, message.get()));
        for (int end = place.length(); end >= 0; end = place.lastIndexOf('/', end - 1)) {
            places.add(place.substring(0, end));
        }
    }

    /** Adds a violation in a query parameter or header. */
    public void in(String parameter, String code, String message) {
        in(parameter, code, () -> message);
    }

    public void in(String parameter, String code, Supplier<String> message) {
        if (unreadable.contains(parameter)) {
            return;
        }
        if (isFull()) {
            notListed++;
        } else {
            listed.add(new Violation(null, parameter, code, message.get()));
        }
    }

    /** Adds a violation of a parameter that cannot be read at all. No further violations of it are listed. */
    public void inAllOf(String parameter, String code, Supplier<String> message) {
        in(parameter, code, message);
        unreadable.add(parameter);
    }

    /** Whether no more violations are listed. */
    public boolean isFull() {
        return listed.size() >= maxListed;
    }

    /**
     * Whether there is a violation at this location or inside it. Once the list is full, this is unknown and always
     * true.
     */
    public boolean isWithin(String pointer) {
        return isFull() || places.contains(pointer);
    }

    public List<Violation> list() {
        return new ArrayList<>(listed);
    }

    /** @throws ProblemException {@link ProblemType#INVALID_INPUT} with the violations, if there are any */
    public void throwIfAny() {
        if (!listed.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, summary()).withErrors(list());
        }
    }

    /** Stops the validation once no more violations are listed. */
    public void refuseIfFull() {
        if (isFull()) {
            throwIfAny();
        }
    }

    private String summary() {
        var first = listed.iterator().next();
        var place =
                first.pointer() == null ? first.parameter() : first.pointer().isEmpty() ? "the JSON" : first.pointer();
        var more = listed.size() - 1 + notListed;
        return place + ": " + first.message() + (more == 0 ? "" : " (and " + more + " more)");
    }
}
