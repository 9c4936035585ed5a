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

/** How answers are written: what is absent is left out, numbers keep their digits, times carry the offset of the site's zone. */
@Singleton
public class JacksonConfiguration implements ObjectMapperCustomizer {

    /** Looked up when the first time is written: mappers are made before there is a configuration. */
    @Inject
    Instance<SiteTime> time;

    /** After Quarkus, whose own way to write times would win otherwise. */
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
