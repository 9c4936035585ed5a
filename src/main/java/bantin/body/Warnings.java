package bantin.body;

import java.util.ArrayList;
import java.util.List;

/** Gathers the warnings of one reading: the first {@value #MAX}, since a page may hold any number. */
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
