package bantin.article;

import bantin.access.Caller;
import bantin.database.RowQuery;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;

/** Who may see and change which article. An article that a caller may not see is answered as if it did not exist. */
public final class ArticlePermissions {

    /**
     * SQL for the articles {@code a} that are not answered with 404: those that the caller may see, and withdrawn ones.
     * The database filters hidden articles, so that the response to one takes as long as that to an unknown id.
     * {@link #bind} sets the parameters.
     */
    static final String TOLD = "(a.copy_of is null and (" + EffectiveStatus.published.condition
            + " or a.status = 'withdrawn' or :isEditor or a.owner_id = :caller))";

    /**
     * SQL for the articles {@code main} of which the caller may see the latest revision. {@link #bind(RowQuery,
     * Caller)} sets the parameters.
     */
    static final String TOLD_LATEST = "(:isEditor or main.owner_id = :caller)";

    private ArticlePermissions() {}

    /** Sets the parameters of {@link #TOLD}. */
    static RowQuery bind(RowQuery query, Caller caller, Instant now) {
        return bind(query.setParameter("now", now), caller);
    }

    /** Sets the parameters of {@link #TOLD_LATEST}. */
    static RowQuery bind(RowQuery query, Caller caller) {
        return query.setParameter("isEditor", caller.isEditor()).setParameter("caller", caller.keyIdOrNone());
    }

    /** @throws ProblemException 401 the caller has no key, and cannot see what is not published */
    public static void requireKey(Caller caller) {
        if (!caller.hasKey()) {
            throw new ProblemException(
                    ProblemType.AUTHENTICATION_REQUIRED, "Reading what is not published requires an API key.");
        }
    }

    public static boolean maySee(PublicationState article, Caller caller, Instant now) {
        return article.isVisible(now) || caller.isEditor() || caller.owns(article.ownerId());
    }

    /** Whether the caller may see the latest revision, and is told which revisions there are. */
    public static boolean maySeeLatest(PublicationState article, Caller caller) {
        return caller.isEditor() || caller.owns(article.ownerId());
    }

    /** @throws ProblemException 410 it was withdrawn, 404 the caller may not see it */
    public static void requireMaySee(PublicationState article, Caller caller, Instant now) {
        if (!maySee(article, caller, now)) {
            throw refusalFor(article);
        }
    }

    /** The response to a reader for an article that is not public: 410 if it was withdrawn, else 404. */
    public static ProblemException refusalFor(PublicationState article) {
        return article.status() == ArticleStatus.withdrawn
                ? new ProblemException(ProblemType.WITHDRAWN, article.withdrawnReason())
                : notFound();
    }

    /**
     * Authors may change their own drafts, editors everything.
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

    /** @throws ProblemException 403 the caller is none */
    static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This request requires the role 'admin'.");
        }
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "The article does not exist, or is not visible to you.");
    }
}
