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
 * The contract, as the build has left it. Quarkus would make a model of it at each start, and JSON and YAML of that, which
 * takes a tenth of the start; nobody here changes it after the build.
 */
@Singleton
@Alternative
@Priority(1)
@Unremovable // nothing injects it: Quarkus' handler looks it up in the container
public class PrebuiltOpenApi extends OpenApiDocumentService {

    /** Before Quarkus starts: it looks for the stored contract with this class loader, and makes nothing where there is none. */
    public static void hideFromStart() {
        OpenApiConstants.classLoader = new ClassLoader(null) {};
    }

    /** The bytes that the build has stored, read for each request: few ask, and 300 KB need not stay in memory. */
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
