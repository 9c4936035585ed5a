package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parses a {@code srcset} attribute ("parsing a srcset attribute", section 4.8.4.2.2 of the WHATWG's HTML standard). An
 * address may contain commas, so a comma separates candidates only at the end of an address or after a descriptor.
 */
final class ImageCandidates {

    /**
     * An image candidate.
     *
     * @param url as in the attribute; never empty
     * @param width in pixels, from the descriptor {@code w}; 0 without one
     * @param density from the descriptor {@code x}; 1 without one
     */
    record Candidate(String url, long width, double density) {}

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern WIDTH = Pattern.compile("\\d{1,9}w");
    private static final Pattern DENSITY = Pattern.compile("\\d{0,9}(\\.\\d{1,9})?x");

    private final String srcset;
    private final List<Candidate> found = new ArrayList<>();
    private int position;

    private ImageCandidates(String srcset) {
        this.srcset = srcset;
    }

    static List<Candidate> of(String srcset) {
        var candidates = new ImageCandidates(srcset);
        candidates.read();
        return candidates.found;
    }

    private void read() {
        while (true) {
            skipSpacesAndCommas();
            if (position >= srcset.length()) {
                return;
            }
            int start = position;
            while (position < srcset.length() && !isSpace(srcset.charAt(position))) {
                position++;
            }
            int end = position;
            while (end > start && srcset.charAt(end - 1) == ',') {
                end--;
            }
            String url = srcset.substring(start, end);
            found.add(end < position ? new Candidate(url, 0, 1) : described(url, descriptors()));
        }
    }

    private void skipSpacesAndCommas() {
        while (position < srcset.length() && (isSpace(srcset.charAt(position)) || srcset.charAt(position) == ',')) {
            position++;
        }
    }

    /** The text between an address and the next comma outside of parentheses. */
    private String descriptors() {
        int start = position;
        boolean isInParentheses = false;
        while (position < srcset.length() && (isInParentheses || srcset.charAt(position) != ',')) {
            char c = srcset.charAt(position++);
            isInParentheses = c == '(' || (isInParentheses && c != ')');
        }
        return srcset.substring(start, position);
    }

    private static Candidate described(String url, String descriptors) {
        long width = 0;
        double density = 1;
        for (String descriptor : SPACES.split(descriptors.strip())) {
            if (WIDTH.matcher(descriptor).matches()) {
                width = Long.parseLong(descriptor.substring(0, descriptor.length() - 1));
            } else if (DENSITY.matcher(descriptor).matches() && descriptor.length() > 1) {
                density = Double.parseDouble(descriptor.substring(0, descriptor.length() - 1));
            }
        }
        return new Candidate(url, width, density);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
