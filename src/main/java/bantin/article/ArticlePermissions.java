package bantin.article;

import bantin.access.Caller;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;
import org.hibernate.query.NativeQuery;

/** Who may see and change which article. What a caller may not see does not exist for it. */
public final class ArticlePermissions {

    /**
     * The articles {@code a} of which the caller is told something other than "not found": those it may see, and the withdrawn. A hidden
     * article is filtered by the database, so that it costs what an unknown one costs. {@link #bind} sets the parameters.
     */
    static final String TOLD = "(" + EffectiveStatus.published.condition
            + " or a.status = 'withdrawn' or :isEditor or a.owner_id = :caller)";

    private static final long NOBODY = -1;

    private ArticlePermissions() {}

    /** Sets the parameters of {@link #TOLD}. */
    static <T> NativeQuery<T> bind(NativeQuery<T> query, Caller caller, Instant now) {
        return query.setParameter("now", now)
                .setParameter("isEditor", caller.isEditor())
                .setParameter("caller", caller.hasKey() ? caller.keyId() : NOBODY);
    }

    public static boolean maySee(PublicationState article, Caller caller, Instant now) {
        return article.isVisible(now) || caller.isEditor() || caller.owns(article.ownerId());
    }

    /** @throws ProblemException 410 it was withdrawn, 404 the caller may not see it */
    public static void requireMaySee(PublicationState article, Caller caller, Instant now) {
        if (!maySee(article, caller, now)) {
            throw refusalFor(article);
        }
    }

    /** What a reader is told of an article that is not public: that it was withdrawn, if it was, and else nothing. */
    public static ProblemException refusalFor(PublicationState article) {
        return article.status() == ArticleStatus.withdrawn
                ? new ProblemException(ProblemType.WITHDRAWN, article.withdrawnReason())
                : notFound();
    }

    /**
     * An author works on its own drafts; what readers have seen belongs to the editors.
     *
     * @throws ProblemException 404 the caller may not see it, 403 it may see it but not change it
     */
    static void requireMayEdit(PublicationState article, Caller caller, Instant now) {
        if (!maySee(article, caller, now)) {
            throw notFound();
        }
        var isOwnDraft = caller.owns(article.ownerId()) && article.isDraft();
        if (!caller.isEditor() && !isOwnDraft) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "An author may change only its own drafts. This request requires the role 'editor'.");
        }
    }

    /** @throws ProblemException as {@link #requireMayEdit}, for what only editors do */
    static void requireEditor(PublicationState article, Caller caller, Instant now) {
        if (!maySee(article, caller, now)) {
            throw notFound();
        }
        requireEditor(caller);
    }

    /** @throws ProblemException 403 the caller is none */
    static void requireEditor(Caller caller) {
        if (!caller.isEditor()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This request requires the role 'editor'.");
        }
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "The article does not exist, or is not visible to you.");
    }
}
