package bantin.article.comparison;

import bantin.article.ArticleContent;
import bantin.json.JsonStorage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is different between two contents of an article. */
public record ContentComparison(List<FieldChange> fields, List<NodeChange> body) {

    private static final String BODY = "body";
    private static final Set<String> TEXTS = Set.of("title", "lead", "bylineText");

    public static ContentComparison of(ArticleContent before, ArticleContent after) {
        var one = tree(before);
        var other = tree(after);
        var budget = new Budget();
        return new ContentComparison(
                fields(one, other, budget), BodyComparison.of(one.path(BODY), other.path(BODY), budget));
    }

    private static JsonNode tree(ArticleContent content) {
        return JsonStorage.read(JsonStorage.write(content), JsonNode.class);
    }

    private static List<FieldChange> fields(JsonNode before, JsonNode after, Budget budget) {
        var names = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.remove(BODY);
        var changes = new ArrayList<FieldChange>();
        for (var name : names) {
            var one = before.get(name);
            var other = after.get(name);
            if (!before.path(name).equals(after.path(name))) {
                changes.add(new FieldChange(
                        name,
                        one,
                        other,
                        TEXTS.contains(name) ? TextComparison.of(text(one), text(other), budget) : null));
            }
        }
        return changes;
    }

    private static String text(JsonNode value) {
        return value == null ? null : value.asText();
    }
}
