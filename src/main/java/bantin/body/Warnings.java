package bantin.body;

import java.util.ArrayList;
import java.util.List;

/** Collects warnings; only the first {@value #MAX}, since a page may cause any number. */
final class Warnings {

    static final int MAX = 100;

    private final List<Warning> found = new ArrayList<>();

    void add(String code, String message) {
        if (found.size() < MAX) {
            found.add(new Warning(code, message));
        }
    }

    List<Warning> list() {
        return List.copyOf(found);
    }
}
