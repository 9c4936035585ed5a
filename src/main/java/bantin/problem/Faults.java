package bantin.problem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers everything that is wrong with an input, so that it is refused once and whole. Of one request's thread. */
public final class Faults {

    private final Set<Fault> found = new LinkedHashSet<>();

    /** A fault in the body, at a JSON Pointer. */
    public void at(String pointer, String code, String message) {
        found.add(new Fault(pointer, null, code, message));
    }

    /** A fault in a query parameter or header. */
    public void in(String parameter, String code, String message) {
        found.add(new Fault(null, parameter, code, message));
    }

    /** True where the place itself or something inside it was found at fault. */
    public boolean isWithin(String pointer) {
        return found.stream()
                .map(Fault::pointer)
                .anyMatch(at -> at != null && (at.equals(pointer) || at.startsWith(pointer + "/")));
    }

    public List<Fault> list() {
        return new ArrayList<>(found);
    }

    /** @throws Refusal {@link ProblemType#INVALID_INPUT} with all that was found, if anything was */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new Refusal(ProblemType.INVALID_INPUT, summary()).withErrors(list());
        }
    }

    private String summary() {
        var first = found.iterator().next();
        var place =
                first.pointer() == null ? first.parameter() : first.pointer().isEmpty() ? "the JSON" : first.pointer();
        return place + ": " + first.message() + (found.size() == 1 ? "" : " (and " + (found.size() - 1) + " more)");
    }
}
