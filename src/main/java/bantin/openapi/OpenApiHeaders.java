package bantin.openapi;

import bantin.idempotency.IdempotencyKey;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Parameters and headers that endpoints of a kind share: retries, conditional requests, caching. */
final class OpenApiHeaders {

    void addTo(Endpoint endpoint) {
        if (endpoint.method() == HttpMethod.POST) {
            endpoint.operation().addParameter(idempotencyKey());
        }
        if (endpoint.operation().getParameters() != null) {
            endpoint.operation().getParameters().forEach(parameter -> describe(parameter, endpoint));
        }
        endpoint.operation()
                .getResponses()
                .getAPIResponses()
                .forEach((status, response) -> addTo(response, status, endpoint));
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .name(IdempotencyKey.HEADER)
                .in(Parameter.In.HEADER)
                .description("Makes retries safe: a request with the same key and the same content gets the "
                        + "stored first response. Use an unguessable value, such as a UUID, because all "
                        + "callers without an API key share one namespace.")
                .schema(text().pattern("^[\\x21-\\x7e]+$").minLength(1).maxLength(255));
    }

    private static void describe(Parameter parameter, Endpoint endpoint) {
        OpenApiEnums.nameValues(parameter.getSchema());
        if (parameter.getName().equals("If-Match")) {
            parameter.setDescription((endpoint.requiresIfMatch() ? "Required: the" : "The")
                    + " ETag of the version that you read, or its version number in quotes. `*` "
                    + "overwrites any version");
            parameter.setExample("\"3\"");
        } else if (parameter.getName().equals("fields") && parameter.getDescription() == null) {
            parameter.setDescription("Returns only these properties, separated by commas");
        } else if (parameter.getIn() == Parameter.In.PATH && parameter.getExample() == null) {
            // ids are long; what is counted within a resource is int
            parameter.setExample("int32".equals(parameter.getSchema().getFormat()) ? 1 : 42);
        }
    }

    private void addTo(APIResponse response, String status, Endpoint endpoint) {
        if (status.equals("308")) {
            response.addHeader("Location", header("The current URL"));
            response.setContent(null);
        }
        if (!status.startsWith("2") || response.getContent() == null || !endpoint.isPartOfApi()) {
            return;
        }
        if (!endpoint.has(OperationHint.NO_ETAG)) {
            response.addHeader(
                    "ETag",
                    header("Identifies these bytes; weak if the response shows view counts. Send it in "
                            + "`If-None-Match` or `If-Match`."));
        }
        if (!endpoint.isRead()) {
            response.addHeader(
                    "Idempotency-Replayed",
                    header("`true` if this is the stored response to an earlier request with the same "
                            + "`Idempotency-Key`"));
        }
        if (status.equals("201")) {
            response.addHeader("Location", header("The URL of the new resource"));
        }
        if (endpoint.isRead()) {
            response.addHeader("Cache-Control", header("The caching directives"));
            response.addHeader("Cache-Tag", header("The resources in the response, for caches that purge by tag"));
            response.addHeader("Last-Modified", header("The time of the last change. Only for a single resource."));
            response.addHeader(
                    "Link",
                    header("In lists: the URLs of the first and the next page, and with `page` of the "
                            + "previous one (RFC 8288)"));
        }
    }

    static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }
}
