package bantin.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
public class ServedContract extends OpenApiDocumentService {

    private static final String STORED = OpenApiConstants.BASE_NAME + ".JSON";

    private byte[] json;
    private byte[] yaml;

    /** Before Quarkus starts: it looks for the stored contract with this class loader, and makes nothing where there is none. */
    public static void hideFromStart() {
        OpenApiConstants.classLoader = new ClassLoader(null) {};
    }

    @Override
    public synchronized byte[] getDocument(String documentName, Format format) {
        try {
            if (json == null) {
                json = stored();
                var mapper = new YAMLMapper().disable(YAMLGenerator.Feature.SPLIT_LINES);
                yaml = mapper.writeValueAsBytes(new ObjectMapper().readTree(json));
            }
            return format == Format.JSON ? json : yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] stored() throws IOException {
        try (var stored = Thread.currentThread().getContextClassLoader().getResourceAsStream(STORED)) {
            return stored.readAllBytes();
        }
    }
}
