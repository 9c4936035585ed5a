package bantin.body;

import java.util.List;

/**
 * What a reader made of a page.
 *
 * @param pictures every picture that the body's image nodes name, once each, in order of first appearance
 * @param unusable addresses of pictures that had to be left out: relative to a page that is not known, or of no scheme
 *     that pictures have; the embedded placeholders of lazy loading are not counted
 * @param warnings what else was left out, where that may matter to the writer
 */
public record ImportedBody(Body body, List<FoundPicture> pictures, List<String> unusable, List<Warning> warnings) {

    public ImportedBody {
        pictures = List.copyOf(pictures);
        unusable = List.copyOf(unusable);
        warnings = List.copyOf(warnings);
    }
}
