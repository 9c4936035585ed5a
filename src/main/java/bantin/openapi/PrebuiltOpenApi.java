package bantin.openapi;

import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Serves the OpenAPI document that the build has written. Quarkus would build a model of it at each start, which takes
 * a tenth of the startup time; the document does not change after the build.
 */
@Singleton
@Alternative
@Priority(1)
@Unremovable // nothing injects it: Quarkus' handler looks it up in the container
public class PrebuiltOpenApi extends OpenApiDocumentService {

    /** To be called before Quarkus starts, which then does not find the stored document and builds no model. */
    public static void hideFromStart() {
        OpenApiConstants.classLoader = new ClassLoader(null) {};
    }

    /** Reads the stored bytes for each request. Requests are rare, and 300 KB need not stay in memory. */
    @Override
    public byte[] getDocument(String documentName, Format format) {
        var name = OpenApiConstants.BASE_NAME + "." + format;
        try (var stored = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return stored.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
