package bantin.article.desk;

import bantin.article.desk.ModelArticle.Status;
import bantin.testsupport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what the API answers with what the model says, on every read path and for each person. */
final class DeskReads {

    private static final String LATEST = "version=draft";
    private static final List<Person> PEOPLE = List.of(Person.LAN, Person.HUE, Person.EDITOR);

    private final DeskClient client;
    private final DeskModel model;
    private final List<String> differences = new ArrayList<>();

    /** What readers got last, by path. */
    private final Map<String, Seen> seen = new HashMap<>();

    private final Set<String> slugs = new LinkedHashSet<>();
    private final Map<Long, Integer> told = new HashMap<>();
    private String cursor;
    private int checks;

    private record Seen(Shown shown, String etag, String body) {}

    DeskReads(DeskClient client, DeskModel model) {
        this.client = client;
        this.model = model;
        this.cursor = client.get(Person.READER, "/changes?since=now")
                .json()
                .at("/page/nextCursor")
                .textValue();
        slugs.addAll(model.subjects.slugs());
    }

    /** @param touched the article that the last step was about; null if it was about none */
    List<String> check(ModelArticle touched) {
        model.articles.forEach(this::publicPage);
        if (touched != null) {
            Stream.of(touched.main, touched.latest())
                    .forEach(row -> slugs.add(row.content().slug()));
            partsOf(touched);
            PEOPLE.forEach(person -> pagesFor(person, touched));
            searchFor(touched);
        }
        slugs.forEach(slug -> slug(Person.READER, slug, ""));
        publicLists();
        deskLists();
        changes();
        checks++;
        return List.copyOf(differences);
    }

    private void differ(String path, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            differences.add("%s: should be %s, is %s".formatted(path, expected, found));
        }
    }

    private void show(String path, Shown expected, JsonNode found) {
        var difference = expected.differencesTo(Shown.in(found));
        if (!difference.isEmpty()) {
            differences.add(path + ":" + difference);
        }
    }

    /** The status that a person gets for the article. */
    private int status(ModelArticle article, Person person) {
        if (article.maySee(person, model.now)) {
            return 200;
        }
        return article.status == Status.withdrawn && !article.isPurged ? 410 : 404;
    }

    /** Readers get the same bytes until something changes that they see. */
    private void publicPage(ModelArticle article) {
        var path = "/articles/" + article.id;
        var expected = status(article, Person.READER);
        var before = seen.get(path);
        var answer = before == null
                ? client.get(Person.READER, path)
                : client.getIfChanged(Person.READER, path, before.etag);
        if (expected != 200) {
            differ("READER " + path, expected, answer.status());
            differ(
                    "READER HEAD " + path,
                    expected,
                    client.head(Person.READER, path).status());
            return;
        }
        var shown = Shown.of(article, false, false, model.now);
        if (before != null && before.shown.equals(shown)) {
            differ("READER If-None-Match " + path, 304, answer.status());
            differ(
                    "READER again " + path,
                    before.body,
                    client.get(Person.READER, path).body());
        } else {
            differ("READER " + path, 200, answer.status());
            if (answer.status() == 200) {
                show("READER " + path, shown, answer.json());
                corrections("READER " + path, article, answer.json());
                seen.put(path, new Seen(shown, answer.header("ETag"), answer.body()));
            }
        }
        var head = client.head(Person.READER, path);
        differ("READER HEAD " + path, 200, head.status());
        differ("READER HEAD " + path, seen.containsKey(path) ? seen.get(path).etag : null, head.header("ETag"));
    }

    private void corrections(String path, ModelArticle article, JsonNode found) {
        differ(
                path + " corrections",
                article.corrections,
                found.path("corrections").size());
    }

    private void slug(Person person, String slug, String query) {
        var isLatest = query.contains(LATEST);
        var path = "/articles/by-slug/" + slug + query;
        var answer = client.get(person, path);
        var match = isLatest ? model.bySlugOfLatest(slug, person) : model.bySlug(slug, person);
        var place = person + " " + path;
        if (match.isEmpty()) {
            differ(place, 404, answer.status());
            return;
        }
        var article = match.get().article();
        var row = isLatest ? article.latest() : article.main;
        if (!isLatest && !article.maySee(person, model.now)) {
            differ(place, 410, answer.status());
        } else if (match.get().isFormer()) {
            differ(place, 308, answer.status());
            var location = answer.header("Location");
            differ(
                    place + " Location",
                    "/api/v1/articles/by-slug/" + row.content().slug(),
                    location == null ? null : location.replaceFirst("\\?.*", ""));
        } else {
            differ(place, 200, answer.status());
            if (answer.status() == 200) {
                show(place, Shown.of(article, isLatest, article.mayWorkOn(person), model.now), answer.json());
            }
        }
    }

    private void partsOf(ModelArticle article) {
        var path = "/articles/" + article.id;
        var expected = status(article, Person.READER);
        var related = client.get(Person.READER, path + "/related?limit=20");
        differ("READER " + path + "/related", expected, related.status());
        if (related.status() == 200) {
            onlyPublic("READER " + path + "/related", related.json().get("items"), item -> item);
            if (ids(related.json().get("items"), item -> item).contains(article.id)) {
                differences.add("READER " + path + "/related: the article itself");
            }
        }
        var views = client.get(Person.READER, path + "/views");
        differ("READER " + path + "/views", expected, views.status());
        if (expected == 200 && views.status() == 200) {
            differ(
                    "READER " + path + "/views",
                    article.views,
                    views.json().get("views").longValue());
        }
        for (var draft :
                List.of(path, "/articles/by-slug/" + article.latest().content().slug(), "/articles")) {
            differ(
                    "READER " + draft + "?" + LATEST,
                    401,
                    client.get(Person.READER, draft + "?" + LATEST).status());
        }
    }

    /** Of this episode, only public articles with their public titles. */
    private void onlyPublic(String path, JsonNode items, Function<JsonNode, JsonNode> article) {
        for (var item : items) {
            var id = article.apply(item).get("id").longValue();
            model.articles.stream().filter(known -> known.id == id).forEach(known -> {
                if (!known.isPublic(model.now)) {
                    differences.add(path + ": article " + id + " is not public");
                } else {
                    show(path, Shown.of(known, false, false, model.now), article.apply(item));
                }
            });
        }
    }

    private void pagesFor(Person person, ModelArticle article) {
        var path = "/articles/" + article.id;
        var shown = Shown.of(article, false, article.mayWorkOn(person), model.now);
        page(person, path, status(article, person), shown);
        page(person, path + "?version=published", status(article, Person.READER), shown);
        page(person, path + "?" + LATEST, draftStatus(article, person), Shown.of(article, true, true, model.now));
        slug(person, article.main.content().slug(), "");
        slug(person, article.main.content().slug(), "?" + LATEST);
        slug(person, article.latest().content().slug(), "?" + LATEST);
    }

    private int draftStatus(ModelArticle article, Person person) {
        return article.isPurged || !article.mayWorkOn(person) ? 404 : 200;
    }

    private void page(Person person, String path, int expected, Shown shown) {
        var answer = client.get(person, path);
        differ(person + " " + path, expected, answer.status());
        if (expected == 200 && answer.status() == 200) {
            show(person + " " + path, shown, answer.json());
        }
    }

    private void publicLists() {
        var published = model.published();
        var all = "section=" + model.subjects.all();
        var first = list(Person.READER, all + "&facets=section,tag,year", published);
        facets(first, published);
        onlyPublic("READER list", first.get("items"), item -> item);
        list(Person.READER, all + "&sort=publishedAt", reversed(published));
        list(
                Person.READER,
                all + "&sort=title",
                sorted(published, article -> article.main.content().title()));
        list(
                Person.READER,
                all + "&sort=-updatedAt",
                reversed(sorted(published, article -> article.main.updatedAt().toString())));
        var byViews = client.get(Person.READER, "/articles?limit=100&sort=-views&" + all)
                .json()
                .get("items");
        differ(
                "READER list by views",
                published.stream().map(article -> article.id).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(ids(byViews, item -> item)));
        for (var section : model.subjects.sections()) {
            list(
                    Person.READER,
                    "section=" + section,
                    where(published, it -> it.section().equals(section)));
        }
        for (var tag : model.subjects.tags()) {
            list(Person.READER, "tag=" + tag, where(published, it -> it.tags().contains(tag)));
        }
        var existing = model.articles.stream().map(it -> String.valueOf(it.id)).collect(Collectors.joining(","));
        if (!existing.isEmpty()) {
            list(Person.READER, "ids=" + existing, published);
        }
        var mostViewed = client.get(Person.READER, "/articles/most-viewed?limit=100&" + all)
                .json()
                .get("items");
        onlyPublic("READER most viewed", mostViewed, item -> item.get("article"));
    }

    private JsonNode list(Person person, String query, List<ModelArticle> expected) {
        var path = "/articles?limit=100&count=exact&" + query;
        var answer = client.get(person, path);
        differ(person + " " + path, 200, answer.status());
        var json = answer.status() == 200
                ? answer.json()
                : Json.read("{\"items\": [], \"page\": {\"total\": 0}, \"facets\": {}}");
        differ(
                person + " " + path,
                expected.stream().map(article -> article.id).toList(),
                List.copyOf(ids(json.get("items"), item -> item)));
        differ(
                person + " " + path + " total",
                expected.size(),
                json.at("/page/total").intValue());
        return json;
    }

    private static Collection<Long> ids(JsonNode items, Function<JsonNode, JsonNode> article) {
        var ids = new ArrayList<Long>();
        items.forEach(item -> ids.add(article.apply(item).get("id").longValue()));
        return ids;
    }

    private static List<ModelArticle> reversed(List<ModelArticle> articles) {
        var reversed = new ArrayList<>(articles);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<ModelArticle> sorted(List<ModelArticle> articles, Function<ModelArticle, String> key) {
        return articles.stream()
                .sorted(Comparator.comparing(key).thenComparing(article -> article.id))
                .toList();
    }

    private static List<ModelArticle> where(List<ModelArticle> articles, Predicate<Content> condition) {
        return articles.stream()
                .filter(article -> condition.test(article.main.content()))
                .toList();
    }

    private void facets(JsonNode list, List<ModelArticle> published) {
        var contents = published.stream().map(article -> article.main.content()).toList();
        differ(
                "READER facet section",
                counted(contents.stream().map(Content::section)),
                counts(list.at("/facets/section")));
        differ(
                "READER facet tag",
                counted(contents.stream().flatMap(content -> content.tags().stream())),
                counts(list.at("/facets/tag")));
        differ(
                "READER facet year",
                counted(contents.stream().map(content -> year(content.publishedAt()))),
                counts(list.at("/facets/year")));
    }

    private static String year(Instant time) {
        return String.valueOf(time.atZone(ZoneId.of("Asia/Ho_Chi_Minh")).getYear());
    }

    private static Map<String, Long> counted(Stream<String> values) {
        return values.collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> counts(JsonNode facet) {
        var counts = new TreeMap<String, Long>();
        facet.forEach(value ->
                counts.put(value.get("value").textValue(), value.get("count").longValue()));
        return counts;
    }

    /** For the words of its last titles, and of the one that readers get. */
    private void searchFor(ModelArticle article) {
        var last = article.revisions.size();
        var words =
                article.revisions.subList(Math.max(0, last - 2), last).stream().map(Content::word);
        Stream.concat(words, Stream.of(article.main.content().word()))
                .distinct()
                .forEach(word -> {
                    var isShown = article.isPublic(model.now)
                            && article.main.content().word().equals(word);
                    list(Person.READER, "q=" + word, isShown ? List.of(article) : List.of());
                    var suggested = client.get(Person.READER, "/suggest?kind=article&q=" + word)
                            .json()
                            .get("items");
                    differ(
                            "READER /suggest?q=" + word,
                            isShown ? List.of(article.id) : List.of(),
                            ids(suggested, item -> item));
                    suggested.forEach(item -> differ(
                            "READER /suggest?q=" + word,
                            article.main.content().slug(),
                            item.get("slug").textValue()));
                    for (var person : List.of(Person.LAN, Person.HUE, Person.EDITOR)) {
                        list(person, "q=" + word, isShown ? List.of(article) : List.of());
                        var isFound = article.latest().content().word().equals(word)
                                && model.workedOn(person).contains(article);
                        list(person, "q=" + word + "&" + LATEST, isFound ? List.of(article) : List.of());
                    }
                });
    }

    /** Another one after each step, because lists take long. */
    private Person oneOfThem() {
        return PEOPLE.get(checks % PEOPLE.size());
    }

    private void deskLists() {
        var person = oneOfThem();
        var all = "section=" + model.subjects.all();
        list(person, all, model.published());
        var latest = model.workedOn(person);
        var items = list(person, all + "&" + LATEST, latest).get("items");
        for (int i = 0; i < Math.min(items.size(), latest.size()); i++) {
            show(person + " list of latest", Shown.of(latest.get(i), true, true, model.now), items.get(i));
        }
        list(
                person,
                all + "&sort=-updatedAt&" + LATEST,
                reversed(sorted(latest, article -> article.latestUpdate().toString())));
        list(
                person,
                all + "&sort=title&" + LATEST,
                sorted(latest, it -> it.latest().content().title()));
        list(
                person,
                all + "&hasUnpublishedChanges=true&" + LATEST,
                latest.stream().filter(it -> it.live != it.revisions.size()).toList());
        for (var tag : model.subjects.tags()) {
            list(
                    person,
                    "tag=" + tag + "&" + LATEST,
                    latest.stream()
                            .filter(it -> it.latest().content().tags().contains(tag))
                            .toList());
        }
    }

    /** The change log tells of each article in order what readers saw of it, and nothing else. */
    private void changes() {
        var found = new HashMap<Long, List<String>>();
        var page =
                client.get(Person.READER, "/changes?limit=100&since=" + cursor).json();
        for (var change : page.get("items")) {
            if (change.get("type").textValue().equals("article")) {
                found.computeIfAbsent(change.get("id").longValue(), id -> new ArrayList<>())
                        .add(change.get("event").textValue());
            }
        }
        cursor = page.at("/page/nextCursor").textValue();
        for (var article : model.articles) {
            article.tellWhatIsDue(model.now);
            var before = told.getOrDefault(article.id, 0);
            differ(
                    "READER /changes of article " + article.id,
                    article.events.subList(before, article.events.size()),
                    found.getOrDefault(article.id, List.of()));
            told.put(article.id, article.events.size());
        }
    }
}
