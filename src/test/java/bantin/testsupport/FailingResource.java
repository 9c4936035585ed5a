package bantin.testsupport;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Throws what only a bug of ours can throw. */
@Path("/test/failure")
public class FailingResource {

    @GET
    @Operation(hidden = true)
    public String fail() {
        throw new IllegalStateException("secret: select * from api_key");
    }
}
