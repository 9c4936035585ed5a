package bantin.article.desk;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Dice;
import bantin.testsupport.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model-based test of the desk: random steps of several people, and after each step what everybody sees on every read
 * path. {@code -Ddesk.seed=N} repeats the steps of one seed; {@code -Ddesk.steps=N} takes more, with the seeds that
 * follow.
 */
@QuarkusTest
class DeskModelTest {

    private static final Logger LOG = Logger.getLogger(DeskModelTest.class);
    private static final long FIXED_SEED = 1975;
    private static final int STEPS_OF_A_SEED = 200;
    private static final int STEPS_OF_AN_EPISODE = 40;

    @TestHTTPResource("/")
    URI server;

    private DeskClient client;
    private Instant now;
    private int episodes;
    private final TreeMap<String, Integer> outcomes = new TreeMap<>();

    static LongStream seeds() {
        var fresh = ThreadLocalRandom.current().nextLong(1_000_000_000);
        var steps = Integer.getInteger("desk.steps");
        var seed = Long.getLong("desk.seed");
        if (steps == null && seed == null) {
            return LongStream.of(FIXED_SEED, fresh);
        }
        var first = seed == null ? fresh : seed;
        return LongStream.range(first, first + (steps == null ? 1 : (steps - 1) / STEPS_OF_A_SEED + 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybody_sees_on_every_path_what_the_model_says(long seed) {
        client = new DeskClient(server);
        now = Instant.parse("2026-03-01T01:00:00Z");
        TestClock.stopAt(now);
        var begin = System.nanoTime();
        var dice = new Dice(seed);
        var failures = new LinkedHashMap<String, String>();
        for (int episode = 0; episode < STEPS_OF_A_SEED / STEPS_OF_AN_EPISODE; episode++) {
            var played = play(model -> new StepGenerator(dice, model)::next, STEPS_OF_AN_EPISODE);
            if (!played.differences.isEmpty()) {
                failures.putIfAbsent(played.differences.get(0).replaceAll("\\d+", "0"), report(shortest(played)));
            }
        }
        LOG.infof("seed %d, %d s: %s", seed, (System.nanoTime() - begin) / 1_000_000_000, outcomes);
        assertThat(String.join("\n\n", failures.values()))
                .as("-Ddesk.seed=" + seed)
                .isEmpty();
    }

    /** The steps that were taken; the last one led to the differences, if there are any. */
    private record Played(List<Step> steps, List<String> differences) {}

    private interface Script {
        Step next();
    }

    /** In a section of its own, so that the articles of other episodes do not matter. */
    private Played play(Function<DeskModel, Script> script, int length) {
        var model = new DeskModel(Subjects.create(++episodes), now);
        var reads = new DeskReads(client, model);
        var next = script.apply(model);
        var steps = new ArrayList<Step>();
        while (steps.size() < length) {
            var step = next.next();
            steps.add(step);
            if (isAboutNothing(step, model)) {
                continue;
            }
            pass(Duration.ofSeconds(1).plus(step.passed()));
            model.now = now;
            var differences = new ArrayList<String>();
            if (step.kind() != Step.Kind.CLOCK) {
                send(step, model, differences);
            }
            if (differences.isEmpty()) {
                differences.addAll(reads.check(model.articleOf(step).orElse(null)));
            }
            if (!differences.isEmpty()) {
                return new Played(steps, differences);
            }
        }
        return new Played(steps, List.of());
    }

    /** Its article was not created, because that step was left out. */
    private static boolean isAboutNothing(Step step, DeskModel model) {
        return model.articles.isEmpty() && step.kind() != Step.Kind.CREATE && step.kind() != Step.Kind.CLOCK;
    }

    private void pass(Duration time) {
        now = now.plus(time);
        TestClock.stopAt(now);
    }

    private void send(Step step, DeskModel model, List<String> differences) {
        // what is sent names the state before the step
        var answer = client.send(step, model);
        var expected =
                switch (step.kind()) {
                    case CREATE -> 201;
                    case TRASH, PURGE -> 204;
                    default -> 200;
                };
        try {
            model.apply(step);
        } catch (Refused refused) {
            expected = refused.status();
        }
        outcomes.merge(step.kind() + " " + answer.status(), 1, Integer::sum);
        if (answer.status() != expected) {
            differences.add("the status should be %d, is %d: %s".formatted(expected, answer.status(), answer.body()));
        } else if (expected == 201) {
            model.articles.get(model.articles.size() - 1).id =
                    answer.json().get("id").longValue();
        }
    }

    /** Without the steps that the failure does not need. */
    private Played shortest(Played failure) {
        var shortest = failure;
        for (int i = shortest.steps.size() - 2; i >= 0; i--) {
            var fewer = new ArrayList<>(shortest.steps);
            fewer.remove(i);
            var again = replay(fewer);
            if (!again.differences.isEmpty()) {
                shortest = again;
                i = Math.min(i, shortest.steps.size() - 1);
            }
        }
        return shortest;
    }

    private static String report(Played failure) {
        var steps = failure.steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
        return steps + "\n" + String.join("\n", failure.differences);
    }

    private Played replay(List<Step> steps) {
        var rest = steps.iterator();
        return play(model -> rest::next, steps.size());
    }
}
