package bantin.article.comparison;

import bantin.article.ArticleContent;
import bantin.body.Body;
import bantin.body.HtmlWriter;
import bantin.body.Picture;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Entities;

/**
 * Writes a comparison as HTML that is safe to include in a page, with {@code <del>} and {@code <ins>}: the fields as a
 * definition list, then the body.
 */
public final class ComparisonHtml {

    private final ArticleContent before;
    private final ArticleContent after;
    private final StringBuilder html = new StringBuilder();

    private ComparisonHtml(ArticleContent before, ArticleContent after) {
        this.before = before;
        this.after = after;
    }

    /** @param comparison of {@code before} with {@code after} */
    public static String write(ContentComparison comparison, ArticleContent before, ArticleContent after) {
        var writer = new ComparisonHtml(before, after);
        writer.writeFields(comparison.fields());
        writer.writeBody(comparison.body());
        return writer.html.toString();
    }

    private void writeFields(List<FieldChange> fields) {
        if (fields.isEmpty()) {
            return;
        }
        html.append("<dl>");
        for (var field : fields) {
            html.append("<dt>").append(escaped(field.field())).append("</dt><dd>");
            if (field.text() != null) {
                write(field.text());
            } else {
                writeValue("del", field.before());
                writeValue("ins", field.after());
            }
            html.append("</dd>");
        }
        html.append("</dl>");
    }

    private void writeValue(String tag, Object value) {
        if (value != null) {
            wrap(
                    tag,
                    escaped(value instanceof JsonNode json && json.isTextual() ? json.textValue() : value.toString()));
        }
    }

    /** Nodes of the same kind that follow each other are written together, so that list items form a list. */
    private void writeBody(List<NodeChange> changes) {
        var alike = new ArrayList<NodeChange>();
        for (var change : changes) {
            if (!alike.isEmpty() && alike.get(0).operation() != change.operation()) {
                writeAlike(alike);
            }
            alike.add(change);
        }
        writeAlike(alike);
    }

    private void writeAlike(List<NodeChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        switch (changes.get(0).operation()) {
            case equal -> html.append(nodes(changes, NodeChange::after, after));
            case insert -> wrap("ins", nodes(changes, NodeChange::after, after));
            case delete -> wrap("del", nodes(changes, NodeChange::before, before));
            case change -> changes.forEach(this::writeChange);
        }
        changes.clear();
    }

    private void writeChange(NodeChange change) {
        if (change.text() == null) {
            wrap("del", nodes(List.of(change), NodeChange::before, before));
            wrap("ins", nodes(List.of(change), NodeChange::after, after));
            return;
        }
        var style = change.after().path("style").asText();
        var tag = style.matches("h[1-6]|blockquote") ? style : "p";
        html.append('<').append(tag).append('>');
        write(change.text());
        html.append("</").append(tag).append('>');
    }

    private void write(List<TextChange> changes) {
        for (var change : changes) {
            var text = escaped(change.text()).replace("\n", "<br>");
            switch (change.operation()) {
                case equal -> html.append(text);
                case delete -> wrap("del", text);
                case insert -> wrap("ins", text);
            }
        }
    }

    private void wrap(String tag, String content) {
        html.append('<').append(tag).append('>').append(content);
        html.append("</").append(tag).append('>');
    }

    private static String nodes(
            List<NodeChange> changes, Function<NodeChange, JsonNode> state, ArticleContent content) {
        var array = JsonNodeFactory.instance.arrayNode();
        changes.forEach(change -> array.add(state.apply(change)));
        return HtmlWriter.write(Body.of(array), key -> picture(key, content));
    }

    private static Optional<Picture> picture(String key, ArticleContent content) {
        return content.media().stream()
                .filter(media -> media.key().equals(key))
                .map(media -> new Picture(
                        key, null, media.asset().url(), media.caption(), media.credit(), media.alt(), null, null))
                .findFirst();
    }

    private static String escaped(String text) {
        return Entities.escape(text);
    }
}
