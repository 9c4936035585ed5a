package bantin.body;

import java.util.List;

/**
 * What a reader made of a page.
 *
 * @param pictures every picture that the body's image nodes name, once each, in order of first appearance
 */
public record ImportedBody(Body body, List<FoundPicture> pictures) {

    public ImportedBody {
        pictures = List.copyOf(pictures);
    }
}
