// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark has measured.
 *
 * @param tables in order
 * @param notes lines below them
 */
record Figures(List<Table> tables, List<String> notes) {

    /** For people, in 80 columns. */
    String text(Map<String, Object> machine) {
        List<String> blocks = new ArrayList<>();
        tables.forEach(table -> blocks.add(table.text()));
        List<String> last = new ArrayList<>(notes);
        last.add(machine.get("cores") + " cores, Java " + machine.get("java") + ", "
                + machine.get("collector") + ", " + machine.get("os"));
        blocks.add(String.join("\n", last));
        return String.join("\n\n", blocks);
    }

    /**
     * For programs: one object.
     *
     * @param benchmark the name of the benchmark
     * @param machine what the figures depend on
     */
    String json(String benchmark, Map<String, Object> machine) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", benchmark);
        all.put("machine", machine);
        all.put("tables", tables.stream().map(Figures::json).toList());
        all.put("notes", notes);
        return ConfigValueFactory.fromMap(all)
                .render(ConfigRenderOptions.concise().setFormatted(true));
    }

    private static Map<String, Object> json(Table table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", table.title());
        json.put("rows", table.rows().stream().map(Figures::json).toList());
        return json;
    }

    private static Map<String, Object> json(Table.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", row.label().strip());
        row.cells().forEach(cell -> json.putAll(cell.values()));
        return json;
    }
}
