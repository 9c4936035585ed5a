package bantin.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On an {@link JsonPayload}: how many bytes of JSON it may have, if fewer than {@link StrictJson#MAX_BYTES}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MaxBytes {

    int value();
}
