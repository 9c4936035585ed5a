package bantin.body;

import java.util.List;

/**
 * What a reader made of a page.
 *
 * @param pictures every picture that the body's image nodes name, once each, in order of first appearance
 * @param unusable what the page gives as addresses of pictures that nobody could fetch: relative to a page that is not
 *     known, of no scheme that pictures have, embedded, or a placeholder; in short
 * @param warnings what else was left out, where that may matter to the writer
 */
public record ImportedBody(Body body, List<FoundPicture> pictures, List<String> unusable, List<Warning> warnings) {

    public ImportedBody {
        pictures = List.copyOf(pictures);
        unusable = List.copyOf(unusable);
        warnings = List.copyOf(warnings);
    }
}
