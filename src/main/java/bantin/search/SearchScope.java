package bantin.search;

import java.time.Instant;
import java.util.List;

/**
 * In which articles something is sought. An empty list or null stands for all; values of one list mean "or".
 *
 * @param published whether only in what the public may see; if not, whoever asks must sort out what the caller may see
 */
public record SearchScope(
        boolean published,
        List<String> sections,
        List<String> tags,
        List<String> contributors,
        List<String> locales,
        Instant publishedAfter,
        Instant publishedBefore,
        Instant updatedAfter,
        List<Long> ids) {}
