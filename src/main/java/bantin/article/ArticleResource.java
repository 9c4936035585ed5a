package bantin.article;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.idempotency.Idempotent;
import bantin.json.MergePatch;
import bantin.json.Replacement;
import bantin.json.StrictJson;
import bantin.openapi.OperationHint;
import bantin.section.Section;
import bantin.site.SiteConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Writes articles and changes their status; {@code bantin.reading} reads them. */
@Path("/api/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.AUTHOR)
@Tag(name = "Articles", description = "Create, publish and read articles")
public class ArticleResource {

    @Inject
    Caller caller;

    @Inject
    StrictJson json;

    @Inject
    Clock clock;

    @Inject
    SiteConfig site;

    @Inject
    CorrectionsConfig corrections;

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Create an article",
            description =
                    "Creates a draft, which is not public until it is published. Requires the role `author`. With "
                            + "`publish=true` the article is also published; that requires the role `editor`. An import "
                            + "keeps the times of another system with `publishedAt`, `firstPublishedAt` and "
                            + "`modifiedAt`.")
    @APIResponseSchema(value = ArticleDetails.class, responseCode = "201")
    public RestResponse<ArticleDetails> createArticle(
            @BeanParam CreationParameters parameters, ArticleContent content) {
        var now = clock.instant();
        var keyId = parameters.publishes() ? requireEditor().keyId() : caller.keyId();
        var former = parameters.formerTimes(content, now);
        var article = SlugTaken.explained(
                caller,
                now,
                () -> parameters.publishes()
                        ? Article.published(content, former, site.locale(), keyId, now)
                        : Article.draft(content, site.locale(), keyId, now));
        article.save();
        return RestResponse.ResponseBuilder.<ArticleDetails>created(URI.create("/api/v1/articles/" + article.id))
                .entity(ArticleDetails.written(article, caller, now).with(content.warnings()))
                .build();
    }

    @PUT
    @Path("{id}")
    @Transactional
    @Operation(
            summary = "Replace the content of an article",
            description = "Properties that are absent are removed, except `slug`, `locale` and the `publishedAt` of a "
                    + "published article, which keep their values. Each save adds a revision. Readers of a published "
                    + "article see nothing of it until it is published, by `publish=true` or later. Requires "
                    + "`If-Match`.")
    public ArticleDetails replaceArticle(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam SavingParameters parameters,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ArticleContent.class)))
                    Replacement replacement) {
        var article = lockForEdit(id, ifMatch, parameters, then -> replaced(then, replacement.ofEarlierVersion()));
        return revised(article, replaced(article, replacement), replacement::names, parameters);
    }

    private ArticleContent replaced(Article article, Replacement replacement) {
        return json.replaced(
                () -> ArticleDetails.toReplace(article, caller, clock.instant()),
                ArticleContent.of(article.latest()),
                replacement,
                ArticleContent.class);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Transactional
    @Operation(
            summary = "Update some properties of an article",
            description = "A JSON Merge Patch (RFC 7396): properties in the patch are replaced, and null removes a "
                    + "property. Each save adds a revision. Readers of a published article see nothing of it until it "
                    + "is published, by `publish=true` or later. Requires `If-Match`.",
            extensions =
                    @Extension(
                            name = OperationHint.PATCH_EXAMPLE,
                            value = "{\"title\": \"Thành phố họp trực tuyến với các xã về xây dựng nông thôn mới\"}",
                            parseValue = true))
    public ArticleDetails updateArticle(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam SavingParameters parameters,
            MergePatch patch) {
        var article = lockForEdit(id, ifMatch, parameters, then -> patched(then, patch));
        return revised(article, patched(article, patch), patch::names, parameters);
    }

    private ArticleContent patched(Article article, MergePatch patch) {
        var articlePatch = new ArticlePatch(patch, ArticleContent.of(article.latest()));
        return articlePatch.complete(json.patched(articlePatch.base(), patch, ArticleContent.class));
    }

    @DELETE
    @Path("{id}")
    @Transactional
    @Operation(
            summary = "Move an article to the trash, or purge it",
            description = "Readers get 404 from then on. `POST …/restore` takes the article out of the trash. An "
                    + "article that is already in the trash does not change. Articles are purged after "
                    + "`BANTIN_TRASH_RETENTION` in the trash. With `purge=true` the article is purged at once, "
                    + "whatever its status: it is deleted with its revisions, captions, views and former slugs, and "
                    + "cannot be restored. That requires the role `admin`.")
    @APIResponse(responseCode = "204", description = "The article is in the trash, or was purged")
    public void deleteArticle(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, @BeanParam DeletionParameters parameters) {
        var purges = parameters.purges();
        if (purges) {
            ArticlePermissions.requireAdmin(caller);
        }
        var article = lock(id);
        var now = clock.instant();
        ArticlePermissions.requireMayEdit(article.state(), caller, now);
        article.allowLatest(ifMatch);
        if (purges) {
            article.purge(now);
        } else {
            article.lifecycle().trash(now);
            article.save();
        }
    }

    @POST
    @Path("{id}/publish")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Publish or schedule an article, or another revision of it",
            description = "The body is optional. Readers get the latest revision, or the one that `revision` names. "
                    + "Without `publishAt` and `now`, the article is published at its `publishedAt`, or now if it has "
                    + "none; if readers get this revision already, nothing changes, so a retry is safe. A time in the "
                    + "future schedules the article, a past time backdates it. With "
                    + "`BANTIN_CORRECTIONS_REQUIRED`, readers get a changed body of a public article only with a "
                    + "correction. Requires the role `editor`.")
    public ArticleDetails publishArticle(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam ChangeParameters note,
            @RequestBody(required = false) PublishRequest publication) {
        return moved(
                id,
                ifMatch,
                note,
                (article, now) -> article.publish(publication, corrections.required(), caller.keyId(), now));
    }

    @POST
    @Path("{id}/discard")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Discard the unpublished changes of an article",
            description = "Saves the content that readers get as a new revision; the revisions in between are kept. If "
                    + "there are no unpublished changes, nothing changes. Requires the role `editor`.")
    public ArticleDetails discardChanges(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, @BeanParam ChangeParameters note) {
        return moved(id, ifMatch, note, (article, now) -> article.discardChanges(caller.keyId(), now));
    }

    @POST
    @Path("{id}/unpublish")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Unpublish a published or scheduled article",
            description = "Readers get 404 from then on. The article has the content of its latest revision. Requires "
                    + "the role `editor`.")
    public ArticleDetails unpublishArticle(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, @BeanParam ChangeParameters note) {
        return moved(id, ifMatch, note, (article, now) -> article.lifecycle().unpublish(now));
    }

    @POST
    @Path("{id}/withdraw")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Withdraw a public article",
            description = "Readers get 410 with the reason from then on. Requires the role `editor`.")
    public ArticleDetails withdrawArticle(
            @RestPath long id,
            @HeaderParam("If-Match") String ifMatch,
            @BeanParam ChangeParameters note,
            WithdrawRequest withdrawal) {
        return moved(id, ifMatch, note, (article, now) -> article.lifecycle().withdraw(withdrawal.reason(), now));
    }

    @POST
    @Path("{id}/restore")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Restore a trashed or withdrawn article",
            description = "An article from the trash gets its former status, or `unpublished` if it was published or "
                    + "scheduled. A withdrawn article becomes `unpublished`. No article becomes public at once.")
    public ArticleDetails restoreArticle(
            @RestPath long id, @HeaderParam("If-Match") String ifMatch, @BeanParam ChangeParameters note) {
        var article = lock(id);
        ArticlePermissions.requireMayEdit(article.state(), caller, clock.instant());
        return moved(
                article, ifMatch, note, (trashed, now) -> trashed.lifecycle().restore(now));
    }

    private ArticleDetails moved(long id, String ifMatch, ChangeParameters note, BiConsumer<Article, Instant> step) {
        var article = lock(id);
        ArticlePermissions.requireEditor(article.state(), caller, clock.instant());
        return moved(article, ifMatch, note, step);
    }

    private ArticleDetails moved(
            Article article, String ifMatch, ChangeParameters note, BiConsumer<Article, Instant> step) {
        note.take();
        article.allowLatest(ifMatch);
        Section.loadWithAncestors(article.section);
        var now = clock.instant();
        SlugTaken.explain(caller, now, () -> step.accept(article, now));
        article.save();
        return ArticleDetails.written(article, caller, now);
    }

    /** @param edit as of {@link EditConflict#requireLatest} */
    private Article lockForEdit(
            long id, String ifMatch, SavingParameters parameters, Function<Article, ArticleContent> edit) {
        var article = lock(id);
        ArticlePermissions.requireMayEdit(article.state(), caller, clock.instant());
        if (parameters.publishes()) {
            requireEditor();
        }
        EditConflict.requireLatest(ifMatch, article, edit);
        Section.loadWithAncestors(article.section);
        return article;
    }

    private Caller requireEditor() {
        ArticlePermissions.requireEditor(caller);
        return caller;
    }

    private static Article lock(long id) {
        return Article.lock(id).orElseThrow(ArticlePermissions::notFound);
    }

    /** @param names whether the request has a property */
    private ArticleDetails revised(
            Article article, ArticleContent saved, Predicate<String> names, SavingParameters parameters) {
        var now = clock.instant();
        var content = BodyImport.warnOfLostNodes(saved, article.latest().body, names);
        SlugTaken.explain(caller, now, () -> {
            if (parameters.publishes()) {
                article.reviseAndPublish(content, corrections.required(), caller.keyId(), now);
            } else {
                article.revise(content, caller.keyId(), now);
            }
        });
        article.save();
        return ArticleDetails.saved(article, caller, now).with(content.warnings());
    }
}
