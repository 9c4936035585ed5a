package bantin.search;

import java.util.List;

/**
 * A word that was typed into a search field, with what the dictionary knows about it.
 *
 * @param spelled the word in lower case and NFKC, with its accents
 * @param folded the word without accents
 * @param isPrefix whether the word may be the beginning of a longer one
 * @param isKnown whether public content has the word, or a word with this prefix. Also true if the dictionary cannot
 *     tell, because it has only words of letters
 * @param forms the folded words that it stands for in an index scan: the word, and its completions or corrections
 */
record TypedWord(String spelled, String folded, boolean isPrefix, boolean isKnown, List<String> forms) {

    /** False only if nothing can match. A prefix may begin a word that the dictionary does not take: covi, covid19. */
    boolean canMatch() {
        return isKnown || isPrefix;
    }

    boolean isAccented() {
        return !spelled.equals(folded);
    }

    /** The word as it is spelled, accents included, as a tsquery. */
    String spelledQuery() {
        return lexemeQuery("=" + spelled);
    }

    /** The folded word as a tsquery, which finds words that begin with it if it is a prefix. */
    String foldedQuery() {
        return lexemeQuery(folded);
    }

    /** As {@link #foldedQuery()}, for a bigram of a folded word and this one. */
    String bigramQuery(String former) {
        return lexemeQuery(former + "_" + folded);
    }

    private String lexemeQuery(String lexeme) {
        return TsQueryBuilder.quoted(lexeme) + (isPrefix ? ":*" : "");
    }

    /** @param corrections folded words, complete ones */
    TypedWord corrected(List<String> corrections) {
        return new TypedWord(spelled, folded, false, true, corrections);
    }
}
