package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.json.JsonPayload;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text and every list in a request has a maximum size, which is checked first. */
class InputLimitsTest {

    /** The size of bodies is limited in bytes. */
    private static final Set<String> MEASURED_OTHERWISE =
            Set.of("ArticleContent.bodyHtml", "ArticleContent.bodyMarkdown");

    @Test
    void every_text_and_list_of_an_input_has_a_largest_size() {
        var inputs = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("bantin").stream()
                        .filter(type -> type.isAssignableTo(JsonPayload.class))
                        .map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .toList();
        assertThat(inputs).hasSizeGreaterThan(5);
        var unbounded = new TreeSet<String>();
        inputs.forEach(input -> collect(input, unbounded));
        unbounded.removeAll(MEASURED_OTHERWISE);
        assertThat(unbounded).isEmpty();
    }

    private static void collect(Class<?> type, Set<String> unbounded) {
        Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .forEach(component -> collect(component, unbounded));
    }

    private static void collect(RecordComponent component, Set<String> unbounded) {
        var declared = component.getAnnotatedType();
        var elements = declared instanceof AnnotatedParameterizedType list
                ? List.of(list.getAnnotatedActualTypeArguments())
                : List.<AnnotatedType>of();
        for (var type : Stream.concat(Stream.of(declared), elements.stream()).toList()) {
            var raw = type instanceof AnnotatedParameterizedType ? List.class : (Class<?>) type.getType();
            var size = type.getAnnotation(Size.class);
            if ((raw == String.class || raw == List.class) && (size == null || size.max() == Integer.MAX_VALUE)) {
                unbounded.add(component.getDeclaringRecord().getSimpleName() + "." + component.getName());
            }
            if (raw.isRecord()) {
                collect(raw, unbounded);
            }
        }
    }
}
