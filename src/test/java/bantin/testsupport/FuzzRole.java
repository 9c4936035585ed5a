package bantin.testsupport;

import java.util.List;
import java.util.Optional;

/** Who sends a generated request. */
enum FuzzRole {
    ANONYMOUS,
    MALFORMED_KEY,
    UNKNOWN_KEY,
    AUTHOR,
    EDITOR,
    ADMIN;

    private static final String AUTHOR_NAME = "Người thử";

    private static final List<String> MALFORMED =
            List.of("Bearer", "Basic eDp5", "Bearer ", "bearer\tx y", "x", "Digest a=\"b\"");

    /** Few keys are unknown: a client that tries ten in a minute then waits a second for each. */
    static FuzzRole any(Dice dice) {
        int chance = dice.below(1000);
        if (chance < 200) {
            return ANONYMOUS;
        } else if (chance < 220) {
            return MALFORMED_KEY;
        } else if (chance < 222) {
            return UNKNOWN_KEY;
        }
        return chance < 420 ? AUTHOR : chance < 800 ? EDITOR : ADMIN;
    }

    /** What stands in the header {@code Authorization}. */
    Optional<String> authorization(Dice dice) {
        return switch (this) {
            case ANONYMOUS -> Optional.empty();
            case MALFORMED_KEY -> Optional.of(dice.oneOf(MALFORMED));
            case UNKNOWN_KEY -> Optional.of("Bearer bt_" + dice.below(1_000_000));
            case AUTHOR -> Optional.of("Bearer " + authorKey());
            case EDITOR -> Optional.of("Bearer " + Api.editorKey());
            case ADMIN -> Optional.of("Bearer " + Api.ADMIN_KEY);
        };
    }

    /** The key of the author. */
    static String authorKey() {
        return Api.authorKey(AUTHOR_NAME);
    }

    boolean hasBadKey() {
        return this == MALFORMED_KEY || this == UNKNOWN_KEY;
    }

    boolean hasKey() {
        return compareTo(AUTHOR) >= 0;
    }

    boolean isEditor() {
        return compareTo(EDITOR) >= 0;
    }
}
