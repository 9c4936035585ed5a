package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of plain text in the shape of the {@code @sanity/table} plugin:
 * {@code {"_type": "table", "rows": [{"_type": "tableRow", "_key": "r1", "cells": ["Xã", "Số hộ"]}]}}.
 *
 * @param rows cells by row; rows may differ in length; a line break in a cell is {@code \n}
 */
record Table(List<List<String>> rows) {

    private static final String TYPE = "table";

    /** Empty when the object is no table, or one of another make. */
    static Optional<Table> from(ObjectNode json) {
        if (!json.path("_type").asText().equals(TYPE) || !json.path("rows").isArray()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (JsonNode row : json.get("rows")) {
            if (!row.path("cells").isArray()) {
                return Optional.empty();
            }
            var cells = new ArrayList<String>();
            for (JsonNode cell : row.get("cells")) {
                if (!cell.isTextual()) {
                    return Optional.empty();
                }
                cells.add(cell.textValue());
            }
            rows.add(cells);
        }
        return Optional.of(new Table(rows));
    }

    CustomNode toNode(Keys keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", keys.next("b"));
        ArrayNode rowsJson = json.putArray("rows");
        for (List<String> row : rows) {
            ArrayNode cells = rowsJson.addObject()
                    .put("_type", "tableRow")
                    .put("_key", keys.next("r"))
                    .putArray("cells");
            row.forEach(cells::add);
        }
        return new CustomNode(json);
    }

    int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }
}
