// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures in rows and columns.
 *
 * @param title what they are
 * @param headings of the columns beside the labels
 * @param rows in order
 */
record Table(String title, List<String> headings, List<Row> rows) {

    private static final String GAP = "  ";

    /**
     * One line.
     *
     * @param label what was measured
     * @param cells its figures, one for each heading
     */
    record Row(String label, List<Cell> cells) {}

    /** Copies them. */
    Table {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != headings.size()) {
                throw new IllegalArgumentException("'" + row.label() + "' must have "
                        + headings.size() + " figures, but has "
                        + row.cells().size());
            }
        }
    }

    /** Labels to the left, figures to the right, no wider than they are. */
    String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(title, headings));
        rows.forEach(row ->
                lines.add(line(row.label(), row.cells().stream().map(Cell::text).toList())));
        int[] widths = new int[headings.size() + 1];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return String.join("\n", lines.stream().map(line -> text(line, widths)).toList());
    }

    private static List<String> line(String label, List<String> cells) {
        List<String> line = new ArrayList<>();
        line.add(label);
        line.addAll(cells);
        return line;
    }

    private static String text(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder(line.get(0));
        text.append(" ".repeat(widths[0] - line.get(0).length()));
        for (int i = 1; i < widths.length; i++) {
            text.append(GAP).append(" ".repeat(widths[i] - line.get(i).length()));
            text.append(line.get(i));
        }
        return text.toString().stripTrailing();
    }
}
