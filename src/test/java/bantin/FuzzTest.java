package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Fuzzer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of requests that are generated from {@code openapi.yaml}, valid and invalid, with every role. {@code
 * -Dfuzz.seed=N} sends the requests of one seed again; {@code -Dfuzz.requests=N} sends more, with the seeds that
 * follow.
 */
@QuarkusTest
class FuzzTest {

    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final long FIXED_SEED = 2021;
    private static final int REQUESTS_OF_A_SEED = 5_000;

    @TestHTTPResource("/")
    URI server;

    @Inject
    AgroalDataSource database;

    static LongStream seeds() {
        var fresh = ThreadLocalRandom.current().nextLong(1_000_000_000);
        var requests = Integer.getInteger("fuzz.requests");
        var seed = Long.getLong("fuzz.seed");
        if (requests == null && seed == null) {
            return LongStream.of(FIXED_SEED, fresh);
        }
        var first = seed == null ? fresh : seed;
        var count = requests == null ? 1 : (requests + REQUESTS_OF_A_SEED - 1) / REQUESTS_OF_A_SEED;
        return LongStream.range(first, first + count);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_answer_is_as_the_contract_and_the_roles_promise(long seed) {
        try (var fuzzer = new Fuzzer(server, database, seed)) {
            var begin = System.nanoTime();
            var found = fuzzer.send(REQUESTS_OF_A_SEED);
            LOG.infof("seed %d, %d s, %s", seed, (System.nanoTime() - begin) / 1_000_000_000, fuzzer.summary());
            assertThat(String.join("\n\n", found)).as("-Dfuzz.seed=" + seed).isEmpty();
            if (seed == FIXED_SEED) {
                assertThat(fuzzer.notReached(2)).as("never accepted").isEmpty();
                assertThat(fuzzer.notReached(4)).as("never refused").isEmpty();
            }
        }
    }
}
