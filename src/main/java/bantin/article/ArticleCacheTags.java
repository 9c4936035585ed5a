package bantin.article;

import bantin.section.SectionRef;
import bantin.tag.TagRef;
import java.util.List;
import java.util.stream.Stream;

/** What an article shows, for caches that purge by tag: {@code article-42}, {@code section-3} and so on. */
public final class ArticleCacheTags {

    private ArticleCacheTags() {}

    public static Stream<String> of(
            Long id, SectionRef section, List<TagRef> tags, List<BylineDetails> bylines, Stream<MediaDetails> media) {
        return Stream.of(
                        Stream.of("article-" + id),
                        section.andAbove().map(each -> "section-" + each.id()),
                        tags.stream().map(tag -> "tag-" + tag.id()),
                        bylines.stream()
                                .filter(byline -> byline.contributor() != null)
                                .map(byline ->
                                        "contributor-" + byline.contributor().id()),
                        media.map(use -> "media-" + use.asset().id()))
                .flatMap(names -> names);
    }
}
