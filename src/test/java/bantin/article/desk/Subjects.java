package bantin.article.desk;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;

import bantin.testsupport.Newsroom;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the articles of one episode are about: a section that no other articles are in, with two sections below it, tags
 * that readers know, and slugs that several articles want. Titles have words that are like no other words, so that no
 * search for one is corrected to another.
 */
record Subjects(int episode, String all, List<String> sections, List<String> tags, List<String> slugs) {

    private static final String CONSONANTS = "bdklmnrstv";
    private static final String VOWELS = "aeiou";

    static Subjects create(int episode) {
        var name = "Mục " + word(episode, 0);
        var all = aSection(name);
        var sections = List.of(aSection(name + " một", all), aSection(name + " hai", all));
        var tags = List.of(aTag("Thẻ một " + episode), aTag("Thẻ hai " + episode), aTag("Thẻ ba " + episode));
        // readers may name tags in filters once something public has had them
        var past = anArticle().in(all).with("tags", tags).unpublished();
        Newsroom.patch(past.path(), Map.of("tags", List.of()));
        asEditor().delete(past.path()).then().statusCode(204);
        var slug = "cho-" + episode;
        return new Subjects(episode, all, sections, tags, List.of(slug + "-a", slug + "-b", slug + "-c", slug + "-d"));
    }

    /** @param number from 1 */
    String title(int number) {
        return "Tin " + word(episode, number);
    }

    private static String word(int episode, int number) {
        var random = new Random(episode * 1_000_003L + number);
        var word = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return word.toString();
    }
}
