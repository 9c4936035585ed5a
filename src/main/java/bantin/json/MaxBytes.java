package bantin.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The maximum size of a {@link JsonPayload} in bytes, if less than {@link StrictJson#MAX_BYTES}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MaxBytes {

    int value();
}
