package bantin.crud;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.text.Nfc;
import com.github.slugify.Slugify;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.function.Predicate;

/** The readable part of a URL: {@code Đảng ủy các xã Dân Chủ} becomes {@code dang-uy-cac-xa-dan-chu}. */
public final class Slugs {

    public static final String PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public static final String MESSAGE =
            "must consist of lower-case letters a to z and digits, separated by single hyphens";
    public static final int MAX_LENGTH = 200;

    // The transliterator (ICU) handles most scripts and đ, which has no decomposition. LetterNames handles others.
    private static final Slugify SLUGIFY =
            Slugify.builder().transliterator(true).lowerCase(true).build();

    private Slugs() {}

    /** The replacement of each Vietnamese and ASCII character; 0 for characters that need the transliterator. */
    private static final char[] VIETNAMESE = new char['ỹ' + 1];

    /** Stands for quotation marks, which are removed. */
    private static final char NOTHING = '\'';

    private static final String[] LETTERS = {
        "aàáảãạăằắẳẵặâầấẩẫậ", "dđ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ"
    };

    static {
        for (char c = ' '; c <= '~'; c++) {
            VIETNAMESE[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : '-';
        }
        VIETNAMESE['\''] = NOTHING;
        VIETNAMESE['"'] = NOTHING;
        for (var letters : LETTERS) {
            for (var letter : letters.toCharArray()) {
                VIETNAMESE[letter] = letters.charAt(0);
                VIETNAMESE[Character.toUpperCase(letter)] = letters.charAt(0);
            }
        }
    }

    /**
     * At most {@value #MAX_LENGTH} characters, cut between words; {@code otherwise} if the text has no letter or digit.
     */
    public static String of(String text, String otherwise) {
        var slug = ofVietnamese(Nfc.of(text));
        if (slug == null) {
            slug = SLUGIFY.slugify(LetterNames.spelled(text))
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
        }
        if (slug.length() > MAX_LENGTH) {
            var cut = slug.lastIndexOf('-', MAX_LENGTH);
            slug = slug.substring(0, cut > 0 ? cut : MAX_LENGTH);
        }
        return slug.isEmpty() ? otherwise : slug;
    }

    /** The same result as that of the transliterator, but much faster; null if the text has other characters. */
    private static String ofVietnamese(String text) {
        var slug = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var letter = character < VIETNAMESE.length ? VIETNAMESE[character] : 0;
            if (letter == 0) {
                return null;
            }
            var isDoubled = letter == '-' && (slug.isEmpty() || slug.charAt(slug.length() - 1) == '-');
            if (letter != NOTHING && !isDoubled) {
                slug.append(letter);
            }
        }
        if (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.toString();
    }

    /**
     * The slug of an entity: the requested one, or else its current one, or else one that is made from its name, with a
     * number if that is taken.
     *
     * @param table the table in which slugs are unique; concurrent writers of it wait. Its name is
     *     the slug of an entity whose name has no letters or digits
     * @param id null for a new entity
     * @param wanted the requested slug, or null
     * @param present the current slug; null for a new entity
     * @param taken whether another entity has a slug
     * @throws ProblemException 409 if the requested slug is taken
     */
    public static String chosen(
            String table, Long id, String wanted, String present, String name, Predicate<String> taken) {
        if (wanted == null) {
            return present != null ? present : free(table, of(name, table), id);
        }
        if (taken.test(wanted)) {
            throw new ProblemException(ProblemType.SLUG_TAKEN, "Another resource has the slug '" + wanted + "'.");
        }
        return wanted;
    }

    private static String free(String table, String slug, Long id) {
        AdvisoryLocks.untilCommit("slug", table, slug);
        return (String) Panache.getSession()
                .createNativeQuery("""
                        with recursive tried (number, slug) as (
                            select 1, cast(:slug as text)
                            union all
                            select number + 1, :slug || '-' || (number + 1)
                              from tried
                             where exists (select from %s other where other.slug = tried.slug and other.id <> :id))
                        select slug from tried order by number desc limit 1
                        """.formatted(table))
                .setParameter("slug", slug)
                .setParameter("id", id == null ? -1L : id)
                .getSingleResult();
    }
}
