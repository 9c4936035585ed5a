package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table in the shape of the {@code @sanity/table} plugin:
 * {@code {"_type": "table", "rows": [{"_type": "tableRow", "_key": "r1", "cells": ["Xã", "Số hộ"]}]}}. Its cells are
 * plain text; where one has marks or links, {@code blocks} of its row has it as a block too, and null for the others.
 * Whoever knows the plugin's cells alone reads the same text.
 *
 * @param rows cells by row; rows may differ in length; a line break in a cell is {@code \n}
 * @param blocks the blocks of those cells that have any, by row and column; rows and columns may be missing
 */
record Table(List<List<String>> rows, List<List<Block>> blocks) {

    private static final String TYPE = "table";

    /** The name of what a row has beside its {@code cells}. */
    static final String BLOCKS = "blocks";

    Table {
        blocks = blocks.stream().flatMap(List::stream).allMatch(block -> block == null) ? List.of() : blocks;
    }

    /** A table of plain text. */
    Table(List<List<String>> rows) {
        this(rows, List.of());
    }

    /** Empty when the object is no table, or one of another make. */
    static Optional<Table> from(ObjectNode json) {
        if (!json.path("_type").asText().equals(TYPE) || !json.path("rows").isArray()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        var blocks = new ArrayList<List<Block>>();
        for (JsonNode row : json.get("rows")) {
            if (!row.path("cells").isArray()) {
                return Optional.empty();
            }
            var cells = new ArrayList<String>();
            var marked = new ArrayList<Block>();
            for (JsonNode cell : row.get("cells")) {
                if (!cell.isTextual()) {
                    return Optional.empty();
                }
                marked.add(block(row.path(BLOCKS).path(cells.size()), cell.textValue()));
                cells.add(cell.textValue());
            }
            rows.add(cells);
            blocks.add(marked);
        }
        return Optional.of(new Table(rows, blocks));
    }

    /** Null when there is none, or one that says something else than the cell. */
    private static Block block(JsonNode json, String cell) {
        if (!json.path("_type").asText().equals(Block.TYPE)) {
            return null;
        }
        var violations = new ArrayList<String>();
        List<Node> nodes = Body.parse(
                        JsonNodeFactory.instance.arrayNode().add(json),
                        (pointer, code, message) -> violations.add(code))
                .nodes();
        return violations.isEmpty()
                        && nodes.get(0) instanceof Block block
                        && block.text().equals(cell)
                ? rekeyed(block, new Keys(Set.of()))
                : null;
    }

    /** Null when the cell is plain text. */
    Block block(int row, int column) {
        return row < blocks.size() && column < blocks.get(row).size()
                ? blocks.get(row).get(column)
                : null;
    }

    CustomNode toNode(Keys keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", keys.next("b"));
        ArrayNode rowsJson = json.putArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = rowsJson.addObject().put("_type", "tableRow").put("_key", keys.next("r"));
            ArrayNode cells = row.putArray("cells");
            rows.get(i).forEach(cells::add);
            if (i < blocks.size()
                    && Collections.frequency(blocks.get(i), null)
                            < blocks.get(i).size()) {
                ArrayNode marked = row.putArray(BLOCKS);
                blocks.get(i)
                        .forEach(block -> marked.add(
                                block == null ? null : rekeyed(block, keys).toJson()));
            }
        }
        return new CustomNode(json);
    }

    /** The same content under other keys. */
    private static Block rekeyed(Block block, Keys keys) {
        String key = keys.next("b");
        Map<String, String> renamed = new HashMap<>();
        var markDefs = new ArrayList<MarkDef>();
        for (MarkDef markDef : block.markDefs()) {
            String other = keys.next("l");
            renamed.put(markDef.key(), other);
            markDefs.add(new MarkDef(other, markDef.type(), markDef.extra()));
        }
        var children = new ArrayList<Inline>();
        for (Inline child : block.children()) {
            children.add(
                    child instanceof Span span
                            ? new Span(
                                    keys.next("s"),
                                    span.text(),
                                    span.marks().stream()
                                            .map(mark -> renamed.getOrDefault(mark, mark))
                                            .toList(),
                                    span.extra())
                            : child);
        }
        return new Block(key, block.style(), null, null, null, children, markDefs, block.extra());
    }

    int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }
}
