package bantin.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** All interleavings of a load and an invalidation. */
class InvalidationClockTest {

    private static final String[] ARTICLE = {"article 1", "articles"};

    private final InvalidationClock generations = new InvalidationClock();

    @Test
    void a_load_that_began_after_a_change_is_good() {
        generations.changed("article 1");
        assertThat(generations.isValid(generations.now(), ARTICLE)).isTrue();
    }

    @Test
    void a_load_that_began_before_a_change_is_not_whenever_it_ends() {
        var since = generations.now();
        assertThat(generations.isValid(since, ARTICLE)).isTrue();
        generations.changed("article 1");
        assertThat(generations.isValid(since, ARTICLE)).isFalse();
        generations.changed("article 2");
        assertThat(generations.isValid(since, ARTICLE)).isFalse();
    }

    @Test
    void a_change_of_something_else_does_no_harm() {
        var since = generations.now();
        generations.changed("article 2");
        generations.changed("slug x");
        assertThat(generations.isValid(since, ARTICLE)).isTrue();
        assertThat(generations.isValid(since, new String[] {"slug x", "article 1"}))
                .isFalse();
    }

    @Test
    void a_change_of_all_spoils_all_that_was_loaded_before() {
        var before = generations.now();
        generations.allChanged();
        assertThat(generations.isValid(before, ARTICLE)).isFalse();
        assertThat(generations.isValid(generations.now(), ARTICLE)).isTrue();
    }

    @Test
    void when_too_many_names_have_changed_they_are_forgotten_and_nothing_is_good_that_was_before() {
        var before = generations.now();
        for (int i = 0; i < 250_000; i++) {
            generations.changed("article " + i);
        }
        assertThat(generations.isValid(before, new String[] {"article 0"})).isFalse();
        assertThat(generations.isValid(before, new String[] {"article 999999"})).isFalse();
        assertThat(generations.isValid(generations.now(), new String[] {"article 0"}))
                .isTrue();
    }
}
