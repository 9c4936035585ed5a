package bantin.body;

import java.util.List;

/**
 * The result of reading HTML or Markdown.
 *
 * @param pictures the pictures, videos and audio files that the body's nodes refer to, each once, in order of first
 *     appearance
 * @param unusable the addresses, shortened, of pictures that cannot be loaded: relative ones whose page is unknown,
 *     {@code data:} addresses and those of other schemes, and placeholders
 * @param warnings what was removed or replaced
 */
public record ImportedBody(Body body, List<FoundPicture> pictures, List<String> unusable, List<Warning> warnings) {

    public ImportedBody {
        pictures = List.copyOf(pictures);
        unusable = List.copyOf(unusable);
        warnings = List.copyOf(warnings);
    }
}
