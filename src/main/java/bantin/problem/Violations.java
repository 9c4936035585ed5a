package bantin.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Gathers what is wrong with an input, so that it is refused once and whole. The first {@value #MAX_LISTED} faults are
 * listed; others are only counted, so that neither the answer nor the memory grows with them. Of one request's thread.
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

    /** @param maxListed how many are listed at most */
    public Violations(int maxListed) {
        this.maxListed = maxListed;
    }

    /** A fault in the body, at a JSON Pointer. */
    public void at(String pointer, String code, String message) {
        at(() -> pointer, code, () -> message);
    }

    /** The same where there may be many faults: those that are not listed cost no text. */
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

    /** A fault in a query parameter or header. */
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

    /** A fault for which the whole parameter cannot be read: nothing else is told of it. */
    public void inAllOf(String parameter, String code, Supplier<String> message) {
        in(parameter, code, message);
        unreadable.add(parameter);
    }

    /** Whether so much is wrong that nothing more is listed. */
    public boolean isFull() {
        return listed.size() >= maxListed;
    }

    /**
     * True where the place itself or something inside it was found at fault. Once nothing more is listed that is no longer
     * known, and every place passes for faulty.
     */
    public boolean isWithin(String pointer) {
        return isFull() || places.contains(pointer);
    }

    public List<Violation> list() {
        return new ArrayList<>(listed);
    }

    /** @throws ProblemException {@link ProblemType#INVALID_INPUT} with what was found, if anything was */
    public void throwIfAny() {
        if (!listed.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_INPUT, summary()).withErrors(list());
        }
    }

    /** Ends the search for more faults where no more are listed. */
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
