package bantin.json;

import bantin.time.SiteTime;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Configures the JSON of responses: absent properties are left out, numbers keep their digits, and times have the UTC
 * offset of the site.
 */
@Singleton
public class JacksonConfiguration implements ObjectMapperCustomizer {

    /** Looked up with the first time that is written, because mappers are created before the configuration. */
    @Inject
    Instance<SiteTime> time;

    /** Runs after the customizer of Quarkus, which would otherwise override the format of times. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
        mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL)
                .registerModule(new SimpleModule("bantin").addSerializer(Instant.class, new InstantSerializer()));
    }

    private final class InstantSerializer extends JsonSerializer<Instant> {

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(time.get().print(value));
        }
    }
}
