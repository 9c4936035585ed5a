package bantin.http;

import bantin.time.SiteTime;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/** How answers are written: what is absent is left out, and times carry the offset of the site's zone. */
@Singleton
public class JsonAnswers implements ObjectMapperCustomizer {

    @Inject
    SiteTime time;

    /** After Quarkus, whose own way to write times would win otherwise. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL)
                .registerModule(new SimpleModule("bantin").addSerializer(Instant.class, time));
    }
}
