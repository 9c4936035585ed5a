package bantin.http;

import bantin.problem.Violations;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The values that a query parameter may have, and the words for them in the API. */
public final class Choice<E extends Enum<E>> {

    private final Class<E> type;
    private final Map<String, E> values = new LinkedHashMap<>();

    private Choice(Class<E> type, Function<E, String> word) {
        this.type = type;
        for (var value : type.getEnumConstants()) {
            values.put(word.apply(value), value);
        }
    }

    /** The words are the names of the constants. */
    public static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return of(type, Enum::name);
    }

    public static <E extends Enum<E>> Choice<E> of(Class<E> type, Function<E, String> word) {
        return new Choice<>(type, word);
    }

    /** {@code otherwise} if it is absent or not one of the words. */
    public E one(String parameter, String text, E otherwise, Violations violations) {
        if (text != null && !values.containsKey(text)) {
            violations.in(parameter, "value", "must be one of " + words());
        }
        return values.getOrDefault(text, otherwise);
    }

    /** Those in lists that are separated by commas; empty if there are none. */
    public Set<E> any(String parameter, List<String> lists, Violations violations) {
        var chosen = EnumSet.noneOf(type);
        for (var word : new TreeSet<>(QueryParameters.split(lists))) {
            if (values.containsKey(word)) {
                chosen.add(values.get(word));
            } else {
                violations.in(parameter, "value", "'" + word + "' is not one of " + words());
            }
        }
        return chosen;
    }

    private String words() {
        return String.join(", ", values.keySet());
    }
}
