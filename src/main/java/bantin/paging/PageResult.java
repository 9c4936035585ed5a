package bantin.paging;

import bantin.database.Row;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** The rows of one page, ready to be made into records. */
public record PageResult(List<Row> rows, Page.PageInfo position) {

    public <T> RestResponse<Page<T>> answer(PageRequest request, List<T> items) {
        return answer(request, new Page<>(items, position));
    }

    public <P> RestResponse<P> answer(PageRequest request, P page) {
        return RestResponse.ResponseBuilder.ok(page)
                .header(HttpHeaders.LINK, new PageLinks(request, position).header())
                .build();
    }

    /** @param toItem makes the record of a row */
    public <T> RestResponse<Page<T>> answer(PageRequest request, Function<Row, T> toItem) {
        return answer(request, rows.stream().map(toItem).toList());
    }

    /** @param toItem makes the record of an entity, where the list is one of entities */
    public <E, T> RestResponse<Page<T>> answer(PageRequest request, Class<E> entity, Function<E, T> toItem) {
        return answer(request, entities(entity).stream().map(toItem).toList());
    }

    /** The entities, where the list is one of entities. */
    public <E> List<E> entities(Class<E> entity) {
        return rows.stream().map(row -> row.get(KeysetQuery.ENTITY, entity)).toList();
    }
}
