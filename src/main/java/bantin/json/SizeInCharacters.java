package bantin.json;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * Makes {@link Size} count code points, like {@code maxLength} in the OpenAPI document. An emoji is one code point, but
 * two in the length of a Java string.
 */
@Singleton
public class SizeInCharacters implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        var mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Size.class)
                .includeExistingValidators(false)
                .validatedBy(OfText.class)
                .validatedBy(OfCollection.class);
        configuration.addMapping(mapping);
    }

    public static class OfText implements ConstraintValidator<Size, CharSequence> {

        private Size size;

        @Override
        public void initialize(Size size) {
            this.size = size;
        }

        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            return text == null || isWithin(size, Character.codePointCount(text, 0, text.length()));
        }
    }

    public static class OfCollection implements ConstraintValidator<Size, Collection<?>> {

        private Size size;

        @Override
        public void initialize(Size size) {
            this.size = size;
        }

        @Override
        public boolean isValid(Collection<?> elements, ConstraintValidatorContext context) {
            return elements == null || isWithin(size, elements.size());
        }
    }

    /** Whether a text has at most so many code points. Reads no further than necessary. */
    static boolean isAtMost(int max, String text) {
        return text.length() <= max
                || text.length() / 2 <= max && Character.codePointCount(text, 0, text.length()) <= max;
    }

    private static boolean isWithin(Size size, int count) {
        return count >= size.min() && count <= size.max();
    }
}
