package bantin.testsupport;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Newsroom.anArticle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Articles in every hidden state, with invented words that must not occur in a response to a caller without the
 * permission.
 */
final class Canaries {

    private static final Instant BEGINNING = Instant.parse("2024-05-10T02:00:00Z");
    /** A revision, preview or correction has a number of its own, which may be the id of a hidden article. */
    private static final Pattern NUMBER_IN_ARTICLE =
            Pattern.compile("/(?:revisions|compare|previews|corrections)/\\d+");

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d{1,18})\\b");

    private static final Map<String, Function<Newsroom.Draft, Newsroom.Written>> STATES = Map.of(
            "brimquol",
            Newsroom.Draft::draft,
            "hebsluth",
            draft -> draft.by(() -> Api.asAuthor("Người khác")).draft(),
            "vantreph",
            draft -> draft.scheduledFor("2100-01-01T00:00:00Z"),
            "hobgluth",
            draft -> draft.scheduledFor("2100-01-01T00:00:00Z").move("unpublish", null),
            "dwenfrag",
            Newsroom.Draft::unpublished,
            "kulpzort",
            draft -> draft.withdrawn("Sai."),
            "xolbrind",
            Newsroom.Draft::trashed,
            "yefkunda",
            Canaries::publishedAndTrashed,
            "gromwilk",
            draft -> draft.with("expiresAt", "2024-05-10T03:00:00Z").published(),
            "thurgawl",
            Canaries::editedSince);

    /** Of a tag and a contributor that only a draft uses; whoever has a key sees them. */
    static final Set<String> NAMES = Set.of("ozbrakil", "plindovar");

    private final Set<String> words = new HashSet<>();
    private final Set<Long> articles = new HashSet<>();
    private final Set<Long> assets = new HashSet<>();
    private final List<String> slugs = new ArrayList<>();

    /** Writes them; afterwards the clock stands still. */
    void write() {
        TestClock.stopAt(BEGINNING);
        Newsroom.aTag("Ozbrakil");
        Newsroom.aContributor("Plindovar");
        articles.add(anArticle()
                .with("tags", List.of("ozbrakil"))
                .with("bylines", List.of(Map.of("contributor", "plindovar")))
                .draft()
                .id());
        words.addAll(NAMES);
        STATES.keySet().stream().sorted().forEach(word -> {
            var written = STATES.get(word).apply(article(word));
            words.add(word);
            articles.add(written.id());
            slugs.add(word + "-slug");
            written.json()
                    .path("media")
                    .forEach(use -> assets.add(use.at("/asset/id").longValue()));
        });
        words.add("neplufex");
        int tag = Newsroom.create("/tags", Map.of("name", "Neplufex")).path("id");
        asEditor().delete("/tags/" + tag).then().statusCode(204);
        TestClock.advance(Duration.ofHours(2));
    }

    private static Newsroom.Draft article(String word) {
        return anArticle()
                .titled("Lời " + word)
                .with("slug", word + "-slug")
                .with("lead", "Tin " + word)
                .with("bylineText", "Bởi " + word)
                .with("bylines", List.of(Map.of("name", "Ông " + word)))
                .with("media", List.of(Newsroom.media("a", "https://anh.example.org/" + word + ".jpg", "Ảnh " + word)))
                .withBodyOf(Newsroom.paragraph("Thân " + word));
    }

    private static Newsroom.Written publishedAndTrashed(Newsroom.Draft draft) {
        var written = draft.published();
        asEditor().delete(written.path()).then().statusCode(204);
        return written;
    }

    /** Public, and only its first revision has the word. */
    private static Newsroom.Written editedSince(Newsroom.Draft draft) {
        var written = draft.draft();
        Newsroom.patch(
                written.path(),
                Map.of(
                        "title", "Lời chào",
                        "slug", "loi-chao",
                        "lead", "Tin",
                        "bylineText", "Bởi ai",
                        "bylines", List.of(),
                        "media", List.of(),
                        "body", List.of(Newsroom.paragraph("Thân"))));
        return written.move("publish", Map.of());
    }

    List<String> words() {
        return words.stream().sorted().toList();
    }

    /** Of the articles. */
    List<String> ids() {
        return articles.stream().sorted().map(String::valueOf).toList();
    }

    List<String> slugs() {
        return slugs;
    }

    /** Whether it is one of the articles or of their media. */
    boolean isHidden(long id) {
        return articles.contains(id) || assets.contains(id);
    }

    boolean isMentionedIn(String text) {
        return !wordsIn(text).isEmpty();
    }

    /**
     * What the caller may not know and did not ask with.
     *
     * @param answer headers and body
     */
    List<String> shownTo(FuzzRequest request, String path, String answer) {
        if (request.role().isEditor()) {
            return List.of();
        }
        var asked = wordsIn(path + request.target() + request.headers() + request.text());
        // authors see all media, by their addresses
        var shown = request.role() == FuzzRole.AUTHOR
                ? answer.replaceAll("https://anh\\.example\\.org/[a-z]+\\.jpg", "")
                : answer;
        return wordsIn(shown).stream()
                .filter(word -> !asked.contains(word))
                .filter(word -> !(request.role().hasKey() && NAMES.contains(word)))
                .toList();
    }

    /** Whether it could make public or purge what is hidden, or write its words into something that is not. */
    boolean wouldBeSpoiledBy(FuzzRequest request, String path) {
        if (request.isRead()) {
            return false;
        }
        var body = request.text() == null ? "" : request.text();
        return isMentionedIn(body)
                || ID.matcher(body).results().anyMatch(found -> isHidden(Long.parseLong(found.group(1))))
                || request.role().isEditor()
                        && List.of(NUMBER_IN_ARTICLE
                                        .matcher(path)
                                        .replaceAll("")
                                        .split("/"))
                                .stream()
                                .anyMatch(this::isHiddenId);
    }

    private boolean isHiddenId(String segment) {
        var number = segment.replaceAll("[;.].*", "").strip();
        return number.matches("\\+?\\d{1,18}") && isHidden(Long.parseLong(number));
    }

    private Set<String> wordsIn(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var found = new HashSet<String>();
        words.stream().filter(lower::contains).forEach(found::add);
        return found;
    }
}
