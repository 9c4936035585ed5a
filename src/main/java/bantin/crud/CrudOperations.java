package bantin.crud;

import bantin.http.IfMatch;
import bantin.json.JsonPayload;
import bantin.json.MergePatch;
import bantin.json.Replacement;
import bantin.json.StrictJson;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The operations that sections, contributors, tags and media have in common.
 *
 * @param <E> the entity
 * @param <C> its content, the input of a write
 * @param <D> its details, the response
 * @param path the path of the collection: {@code /api/v1/tags}
 * @param contentOf the current content, into which a patch is merged
 * @param deleted the event of a deletion
 */
public record CrudOperations<E extends VersionedEntity, C extends JsonPayload, D>(
        Class<E> type,
        String path,
        Class<C> contentType,
        Function<E, C> contentOf,
        Function<E, D> detailsOf,
        Replace<E, C> replace,
        BiFunction<E, Instant, ? extends EntityChanged> deleted) {

    /** The method of the entity that replaces its content. */
    @FunctionalInterface
    public interface Replace<E, C> {
        void with(E entity, C content, Instant now);
    }

    /** The requested page of {@code listing}. */
    public RestResponse<Page<D>> list(
            KeysetQuery listing, ListParameters parameters, String sort, List<Sort> sorts, Session database) {
        var violations = parameters.violations();
        var page = parameters.page(ListParameters.sort(sort, sorts, violations), violations);
        violations.throwIfAny();
        return listing.rows(database, page).answer(page, type, detailsOf);
    }

    public RestResponse<D> created(E entity) {
        entity.save();
        return RestResponse.ResponseBuilder.<D>created(URI.create(path + "/" + entity.id))
                .entity(detailsOf.apply(entity))
                .build();
    }

    public D read(long id) {
        return read(id, any -> true);
    }

    /** @param isShown whether the caller may see the entity; if not, the response is a 404 */
    public D read(long id, Predicate<E> isShown) {
        return detailsOf.apply(VersionedEntity.read(type, id, isShown));
    }

    public D replace(long id, String ifMatch, Replacement replacement, StrictJson json, Instant now) {
        var entity = lockForEdit(id, ifMatch);
        var content = json.replaced(() -> detailsOf.apply(entity), contentOf.apply(entity), replacement, contentType);
        return replaced(entity, content, now);
    }

    public D patch(long id, String ifMatch, MergePatch patch, StrictJson json, Instant now) {
        var entity = lockForEdit(id, ifMatch);
        return replaced(entity, json.patched(contentOf.apply(entity), patch, contentType), now);
    }

    /** @throws ProblemException 409 something refers to it */
    public void delete(long id, String ifMatch, Instant now, ReferenceCheck references) {
        var entity = VersionedEntity.lock(type, id);
        IfMatch.allow(ifMatch, entity.version);
        references.refuseIfReferenced(entity);
        entity.remove(() -> deleted.apply(entity, now));
    }

    private E lockForEdit(long id, String ifMatch) {
        var entity = VersionedEntity.lock(type, id);
        IfMatch.require(ifMatch, entity.version);
        return entity;
    }

    private D replaced(E entity, C content, Instant now) {
        replace.with(entity, content, now);
        entity.save();
        return detailsOf.apply(entity);
    }
}
