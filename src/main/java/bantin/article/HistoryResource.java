package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The history of an article, for callers who may edit it. {@link ArticleHistory} writes it. */
@Path("/api/v1/articles/{id}/history")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Revisions")
public class HistoryResource {

    private static final Sort LATEST_FIRST = Sort.byNumber("-number", "h.number");

    @Inject
    Caller caller;

    @Inject
    Session database;

    @Inject
    Clock clock;

    @GET
    @Operation(
            summary = "List what happened to an article, latest first",
            description = "Returns an entry for each revision and each change of the status: what happened, when, by "
                    + "whom and why. Scheduled articles become public, and public ones expire, without an entry. "
                    + "Callers who may edit the article may read its history.")
    public RestResponse<Page<HistoryEntry>> listHistory(@RestPath long id, @BeanParam ListParameters parameters) {
        var now = clock.instant();
        var article = PublicationState.find(id, caller, now).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMayEdit(article, caller, now);
        var violations = parameters.violations();
        var page = parameters.page(LATEST_FIRST, violations);
        violations.throwIfAny();
        return KeysetQuery.ofColumns("""
                        select h.number, h.event, h.at, h.revision, h.from_revision, h.published_at, h.reason,
                               array_to_string(h.changed, ',') as changed,
                               h.key_id, k.name as key_name, h.person, h.message""", """

                        from article_history h
                        left join api_key k on k.id = h.key_id""", "h.number")
                .where("h.article_id = :article")
                .with("article", id)
                .rows(database, page)
                .answer(page, HistoryEntry::of);
    }
}
