package bantin.http;

import bantin.problem.Violations;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The selection of {@code fields=title,section.name}: the named properties, with dots for properties of objects; in a
 * page, of each item. A name applies to each element of a list.
 */
final class FieldSelection {

    static final String PROPERTY = FieldSelection.class.getName();

    private static final int MAX_NAMES = 100;

    private final Map<String, FieldSelection> kept = new LinkedHashMap<>();
    private final boolean ofItems;

    private FieldSelection(boolean ofItems) {
        this.ofItems = ofItems;
    }

    /**
     * @param answer the generic return type of the endpoint: a record, or a {@code Page} of records
     * @param violations receives a violation for each unknown name
     */
    static FieldSelection parse(String names, Type answer, Violations violations) {
        var itemType = itemTypeOf(answer);
        var type = itemType != null ? itemType : classOf(answer);
        var selection = new FieldSelection(itemType != null);
        var wanted = names.split(",", MAX_NAMES + 1);
        if (wanted.length > MAX_NAMES) {
            violations.in("fields", "size", "may have at most " + MAX_NAMES + " property names");
            return selection;
        }
        var unknown = Arrays.stream(wanted)
                .map(String::trim)
                .filter(name -> !selection.keep(name, type))
                .distinct()
                .toList();
        for (var name : unknown) {
            // the list is long: once is enough
            var allowed = name.equals(unknown.get(0)) ? "; allowed: " + String.join(", ", allNames(type)) : "";
            violations.in("fields", "unknown-field", "'" + name + "' is not a property of this resource" + allowed);
        }
        return selection;
    }

    /** False if there is no such name. */
    private boolean keep(String name, Class<?> type) {
        var dot = name.indexOf('.');
        var head = dot < 0 ? name : name.substring(0, dot);
        var component = componentsOf(type).get(head);
        if (component == null) {
            return false;
        }
        var below = kept.computeIfAbsent(head, any -> new FieldSelection(false));
        return dot < 0 || below.keep(name.substring(dot + 1), elementOf(component.getGenericType()));
    }

    JsonNode apply(JsonNode answer) {
        if (ofItems) {
            var page = (ObjectNode) answer;
            page.set("items", prune(page.get("items")));
            return page;
        }
        return prune(answer);
    }

    private JsonNode prune(JsonNode node) {
        if (kept.isEmpty()) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            var pruned = array.arrayNode();
            array.forEach(element -> pruned.add(prune(element)));
            return pruned;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var pruned = object.objectNode();
        kept.forEach((name, below) -> {
            if (object.has(name)) {
                pruned.set(name, below.prune(object.get(name)));
            }
        });
        return pruned;
    }

    /** All names that can be selected, two levels deep, in order. */
    private static Collection<String> allNames(Class<?> type) {
        var names = new TreeSet<String>();
        componentsOf(type).forEach((name, component) -> {
            names.add(name);
            componentsOf(elementOf(component.getGenericType()))
                    .keySet()
                    .forEach(below -> names.add(name + "." + below));
        });
        return new ArrayList<>(names);
    }

    private static Map<String, RecordComponent> componentsOf(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                        .collect(Collectors.toMap(RecordComponent::getName, component -> component))
                : Map.of();
    }

    /** The type of the items of a page; null if the response is not a page, which is a record with {@code items}. */
    private static Class<?> itemTypeOf(Type answer) {
        var items = componentsOf(classOf(answer)).get("items");
        if (items == null) {
            return null;
        }
        return answer instanceof ParameterizedType of
                ? classOf(of.getActualTypeArguments()[0])
                : elementOf(items.getGenericType());
    }

    private static Class<?> elementOf(Type type) {
        return type instanceof ParameterizedType of && Collection.class.isAssignableFrom(classOf(type))
                ? classOf(of.getActualTypeArguments()[0])
                : classOf(type);
    }

    private static Class<?> classOf(Type type) {
        return (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    }
}
