// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.text;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.LastStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Steps of nodes as a table: a line for each, oldest first, with its virtual time and number, and
 * one column for each node. If not all nodes fit, those that did something last are shown.
 *
 * @hidden
 */
@Internal
public final class StepColumns {

    /** Where the first column begins; before it are time and number. */
    static final int BEFORE_COLUMNS = 26;
    /** Three nodes have a column in 80 columns. */
    private static final int NARROWEST = 17;

    /** Where there is more room, four nodes share it. */
    private static final int USUAL_NODES = 4;

    private static final int WIDEST = 40;
    private static final int BETWEEN = 1;
    private static final String TIMER = "timer ";
    private static final String MORE = "…";

    private final List<LastStep> steps;
    private final List<String> nodes;
    private final int column;

    /**
     * Lays steps out.
     *
     * @param all the steps, oldest first
     * @param width the most columns of a line
     * @param most how many steps are shown
     */
    public StepColumns(List<LastStep> all, int width, int most) {
        List<LastStep> newestFirst = new ArrayList<>(all);
        newestFirst.sort(Comparator.comparingLong(LastStep::step).reversed());
        int room = Math.max(NARROWEST, width - BEFORE_COLUMNS);
        Set<String> shown = new LinkedHashSet<>();
        for (LastStep step : newestFirst) {
            if (shown.contains(step.node()) || shown.size() < mostNodes(room, most)) {
                shown.add(step.node());
            }
        }
        nodes = List.copyOf(new TreeSet<>(shown));
        steps = chosen(newestFirst, shown, most);
        column = Math.min(WIDEST, (room + BETWEEN) / Math.max(1, nodes.size()) - BETWEEN);
    }

    private static int mostNodes(int room, int most) {
        int narrowest = Math.max(NARROWEST, (room + BETWEEN) / USUAL_NODES - BETWEEN);
        return Math.max(1, Math.min(most, (room + BETWEEN) / (narrowest + BETWEEN)));
    }

    /** The last of each node, and the newest of all. */
    private static List<LastStep> chosen(List<LastStep> newestFirst, Set<String> nodes, int most) {
        Set<String> unseen = new LinkedHashSet<>(nodes);
        List<LastStep> chosen = new ArrayList<>();
        List<LastStep> others = new ArrayList<>();
        for (LastStep step : newestFirst) {
            if (unseen.remove(step.node())) {
                chosen.add(step);
            } else if (nodes.contains(step.node())) {
                others.add(step);
            }
        }
        chosen.addAll(others.subList(0, Math.min(others.size(), most - chosen.size())));
        chosen.sort(Comparator.comparingLong(LastStep::step));
        return chosen;
    }

    /**
     * The line with the nodes' names, from where the columns begin; of a long one the end, which
     * has its number.
     */
    public String head() {
        StringBuilder head = new StringBuilder();
        nodes.forEach(node -> head.append(cell(end(node, column))));
        return head.toString().stripTrailing();
    }

    /** A line for each step, from the beginning of the line. */
    public List<String> lines() {
        return steps.stream().map(this::line).toList();
    }

    private String line(LastStep step) {
        String before = String.format(
                Locale.ROOT,
                "%14s %9s",
                Units.instant(step.virtualNanos()),
                Units.count(step.step()));
        String empty = " ".repeat((column + BETWEEN) * nodes.indexOf(step.node()));
        return before
                + " ".repeat(BEFORE_COLUMNS - before.length())
                + empty
                + cell(what(step)).stripTrailing();
    }

    private String cell(String text) {
        return String.format(
                Locale.ROOT, "%-" + (column + BETWEEN) + "s", PlainText.start(text, column));
    }

    /** Who and what; of a long one the end is what tells it from others. */
    private String what(LastStep step) {
        String message = PlainText.line(simpleName(step.message()));
        String who = PlainText.line(nameOf(step.work()));
        int left = column - message.length() - 1;
        if (message.isEmpty() || who.length() <= left) {
            return message.isEmpty() ? who : who + " " + message;
        }
        int shortest = Math.min(who.length(), column / 3);
        return end(who, Math.max(shortest, left)) + " " + message;
    }

    private static String end(String text, int most) {
        return text.length() <= most
                ? text
                : MORE + text.substring(text.length() - Math.max(0, most - 1));
    }

    /** The last name of a path; with the one before it, if it has no letter itself. */
    private static String nameOf(String work) {
        if (!work.startsWith("/")) {
            return simpleName(work);
        }
        int last = work.lastIndexOf('/');
        boolean isNumber = last > 0 && !work.substring(last).matches(".*\\p{L}{2}.*");
        return work.substring(isNumber ? work.lastIndexOf('/', last - 1) + 1 : last + 1);
    }

    /** A class without its package and what is around it; a text as it is. */
    private static String simpleName(String name) {
        if (name.startsWith(TIMER)) {
            return TIMER + simpleName(name.substring(TIMER.length()));
        }
        if (!name.matches("[\\w.$]+")) {
            return name;
        }
        String inner = name.replaceFirst("\\$\\$Lambda.*$", "").replaceFirst("\\$+$", "");
        return inner.substring(Math.max(inner.lastIndexOf('.'), inner.lastIndexOf('$')) + 1);
    }
}
