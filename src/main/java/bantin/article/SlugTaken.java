package bantin.article;

import bantin.access.Caller;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;
import java.util.function.Supplier;

/** Another article has the requested slug. The problem names that article only to callers who may see it. */
final class SlugTaken extends ProblemException {

    private final long holderId;
    private final String slug;
    private final PublicationState holder;
    private final boolean isReserved;

    /** @param holder has the slug, or its working copy has it */
    SlugTaken(Article holder, String slug, String locale) {
        super(ProblemType.SLUG_TAKEN, "Another article has the slug '" + slug + "'.");
        this.holderId = holder.id;
        this.slug = slug;
        this.holder = holder.state();
        this.isReserved = !(slug.equals(holder.slug) && locale.equals(holder.locale));
    }

    /** Runs a write for a caller. If the slug is taken, the problem names the holder if the caller may see it. */
    static void explain(Caller caller, Instant now, Runnable write) {
        explained(caller, now, () -> {
            write.run();
            return null;
        });
    }

    /** As {@link #explain}, and returns what the write returns. */
    static <T> T explained(Caller caller, Instant now, Supplier<T> write) {
        try {
            return write.get();
        } catch (SlugTaken e) {
            throw e.isNamedTo(caller, now) ? e.namingHolder(now) : e;
        }
    }

    private boolean isNamedTo(Caller caller, Instant now) {
        return isReserved
                ? ArticlePermissions.maySeeLatest(holder, caller)
                : ArticlePermissions.maySee(holder, caller, now);
    }

    private ProblemException namingHolder(Instant now) {
        var status = holder.shown(now).name();
        var remedy = holder.status() == ArticleStatus.trashed
                ? "An admin can purge it with `DELETE /api/v1/articles/%1$d?purge=true`, or `PATCH` can give it another"
                        + " slug."
                : "`PATCH` can give it another slug.";
        return new ProblemException(
                        ProblemType.SLUG_TAKEN,
                        ("The %4$s %1$d, whose status is '%2$s', has the slug '%3$s'. " + remedy)
                                .formatted(
                                        holderId, status, slug, isReserved ? "working copy of the article" : "article"))
                .with("id", holderId)
                .with("articleStatus", status);
    }
}
