package bantin.article.desk;

import bantin.article.desk.Step.Basis;
import bantin.article.desk.Step.Kind;
import bantin.testsupport.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Random steps. Most are such that the present status allows them, and come from a person who may do them. */
final class StepGenerator {

    private static final int MAX_ARTICLES = 4;
    private static final List<Long> DISTANCES = List.of(-86_400L, -600L, 300L, 3_600L, 20_000L);
    private static final List<Long> PASSING = List.of(61L, 299L, 1_801L, 7_201L, 30_001L);

    private final Dice dice;
    private final DeskModel model;
    private int titles;

    StepGenerator(Dice dice, DeskModel model) {
        this.dice = dice;
        this.model = model;
    }

    Step next() {
        var existing = IntStream.range(0, model.articles.size())
                .filter(i -> !model.articles.get(i).isPurged)
                .boxed()
                .toList();
        if (existing.isEmpty() || existing.size() < MAX_ARTICLES && dice.percent(12)) {
            return step(Kind.CREATE, 0);
        }
        if (dice.percent(9)) {
            return new Step(
                    Kind.CLOCK,
                    Person.READER,
                    0,
                    Map.of(),
                    false,
                    Basis.NOTHING,
                    null,
                    null,
                    false,
                    Duration.ofSeconds(dice.oneOf(PASSING)));
        }
        // rarely one that was purged
        var article = dice.percent(97) ? dice.oneOf(existing) : dice.below(model.articles.size());
        return step(
                dice.percent(85) ? fitting(model.articles.get(article)) : dice.oneOf(List.of(Kind.values())), article);
    }

    private Kind fitting(ModelArticle article) {
        var kinds = new ArrayList<>(List.of(Kind.PATCH, Kind.PATCH, Kind.PUT, Kind.RESTORE_REVISION));
        switch (article.status) {
            case published -> {
                kinds.addAll(List.of(Kind.PATCH, Kind.PUBLISH, Kind.PUBLISH, Kind.VIEW));
                kinds.addAll(List.of(Kind.UNPUBLISH, Kind.WITHDRAW, Kind.CORRECT));
                if (article.hasWorkingCopy()) {
                    kinds.addAll(List.of(Kind.PUBLISH, Kind.DISCARD, Kind.DISCARD));
                }
            }
            case draft, unpublished -> kinds.addAll(List.of(Kind.PUBLISH, Kind.PUBLISH, Kind.PUBLISH, Kind.PUBLISH));
            default -> kinds.addAll(List.of(Kind.RESTORE, Kind.RESTORE, Kind.RESTORE));
        }
        if (dice.percent(15)) {
            return dice.percent(75) ? Kind.TRASH : Kind.PURGE;
        }
        return dice.oneOf(kinds);
    }

    private Step step(Kind kind, int article) {
        if (kind == Kind.CLOCK) {
            return step(Kind.VIEW, article);
        }
        var isSave = kind == Kind.CREATE || kind == Kind.PUT || kind == Kind.PATCH;
        var isChoosing = kind == Kind.RESTORE_REVISION || kind == Kind.PUBLISH && dice.percent(35);
        var hasTime = kind == Kind.PUBLISH && dice.percent(30);
        return new Step(
                kind,
                person(kind),
                article,
                isSave ? changes(kind) : Map.of(),
                isSave && dice.percent(25),
                basis(isSave || kind == Kind.RESTORE_REVISION),
                isChoosing ? dice.below(30) : null,
                hasTime ? dice.oneOf(DISTANCES) : null,
                kind == Kind.PUBLISH && !hasTime && dice.percent(25),
                Duration.ZERO);
    }

    private Person person(Kind kind) {
        if (kind == Kind.PURGE) {
            return dice.percent(80) ? Person.ADMIN : dice.oneOf(List.of(Person.values()));
        }
        if (dice.percent(kind == Kind.CREATE ? 50 : 65)) {
            return Person.EDITOR;
        }
        return dice.percent(85) ? dice.oneOf(List.of(Person.LAN, Person.LAN, Person.HUE, Person.ADMIN)) : Person.READER;
    }

    private Basis basis(boolean isRequired) {
        if (dice.percent(isRequired ? 50 : 20)) {
            return Basis.LATEST;
        }
        if (dice.percent(80)) {
            return isRequired ? Basis.ANY : Basis.NOTHING;
        }
        return dice.oneOf(List.of(Basis.values()));
    }

    private Map<String, Object> changes(Kind kind) {
        var changes = new LinkedHashMap<String, Object>();
        var isNew = kind == Kind.CREATE;
        if (isNew || dice.percent(60)) {
            changes.put("title", ++titles);
        }
        if (dice.percent(isNew ? 50 : 35)) {
            changes.put("slug", dice.below(4));
        }
        if (isNew || dice.percent(25)) {
            changes.put("section", dice.below(2));
        }
        if (dice.percent(isNew ? 60 : 30)) {
            changes.put("tags", tags());
        }
        if (dice.percent(15)) {
            changes.put("publishedAt", dice.percent(75) ? dice.oneOf(DISTANCES) : null);
        }
        if (dice.percent(15)) {
            changes.put("expiresAt", dice.percent(75) ? dice.oneOf(DISTANCES) : null);
        }
        return changes;
    }

    private List<Integer> tags() {
        return IntStream.range(0, 3).filter(tag -> dice.percent(50)).boxed().toList();
    }
}
