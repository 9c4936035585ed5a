package bantin.entity;

import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import com.github.slugify.Slugify;
import java.util.function.Predicate;

/** The readable part of an address: {@code Đảng ủy các xã Dân Chủ} becomes {@code dang-uy-cac-xa-dan-chu}. */
public final class Slugs {

    public static final String PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public static final String MESSAGE = "must be lower-case letters, digits and single dashes";
    public static final int MAX_LENGTH = 200;

    // The transliterator (ICU) knows every script; đ, which has no decomposition, is one of its letters.
    private static final Slugify SLUGIFY =
            Slugify.builder().transliterator(true).lowerCase(true).build();

    private Slugs() {}

    /** At most {@value #MAX_LENGTH} characters, cut between words; {@code otherwise} where the text has no letter or digit. */
    static String of(String text, String otherwise) {
        var slug = SLUGIFY.slugify(text).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() > MAX_LENGTH) {
            var cut = slug.lastIndexOf('-', MAX_LENGTH);
            slug = slug.substring(0, cut > 0 ? cut : MAX_LENGTH);
        }
        return slug.isEmpty() ? otherwise : slug;
    }

    /**
     * The slug that something gets: the one its writer asks for, else the one it has, else one made of its name, with a
     * number behind it where that is taken.
     *
     * @param kind what shares one space of slugs; others of it that are being named at the same moment wait
     * @param wanted null where the writer names none
     * @param present null where it is new
     * @param taken whether another one has a slug
     * @throws Refusal 409 the wanted slug is taken
     */
    public static String chosen(String kind, String wanted, String present, String name, Predicate<String> taken) {
        if (wanted == null) {
            return present != null ? present : free(kind, name, taken);
        }
        if (taken.test(wanted)) {
            throw new Refusal(ProblemType.SLUG_TAKEN, "The slug '" + wanted + "' belongs to another one.");
        }
        return wanted;
    }

    private static String free(String kind, String name, Predicate<String> taken) {
        var slug = of(name, "n-a");
        Locks.untilCommit("slug", kind, slug);
        var free = slug;
        for (int number = 2; taken.test(free); number++) {
            free = slug + "-" + number;
        }
        return free;
    }
}
