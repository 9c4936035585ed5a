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
 * A table in the shape of the plugin {@code @sanity/table}: {@code {"_type": "table", "rows": [{"_type": "tableRow",
 * "_key": "r1", "cells": ["Xã", "Số hộ"]}]}}. Cells are plain text. A row in which a cell has marks or links also has
 * {@code blocks}: for each cell a block with the same text, or null. Clients that know only the plugin read the plain
 * text.
 *
 * @param rows cells by row; rows may differ in length; a line break in a cell is {@code \n}
 * @param blocks the blocks of cells with marks or links, by row and column; null for other cells, and rows and columns
 *     may be missing
 */
record Table(List<List<String>> rows, List<List<Block>> blocks) {

    private static final String TYPE = "table";

    /** The property of a row with the blocks of its cells. */
    static final String BLOCKS = "blocks";

    Table {
        blocks = blocks.stream().flatMap(List::stream).allMatch(block -> block == null) ? List.of() : blocks;
    }

    /** A table of plain text. */
    Table(List<List<String>> rows) {
        this(rows, List.of());
    }

    /** Empty when the object is no table of this shape. */
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

    /** Null when there is no valid block, or its text is not that of the cell. */
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

    /** The block of a cell; null when the cell is plain text. */
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

    /** The block with new keys. */
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

    /** The length of the longest row. */
    int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }
}
