package bantin.search;

import java.time.Instant;
import java.util.List;

/** In which published articles something is sought. An empty list or null stands for all; values of one list mean "or". */
public record SearchScope(
        List<String> sections,
        List<String> tags,
        List<String> contributors,
        List<String> locales,
        Instant publishedAfter,
        Instant publishedBefore,
        Instant updatedAfter,
        List<Long> ids) {}
