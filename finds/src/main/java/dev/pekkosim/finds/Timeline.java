// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What happened in a trial: what the program did, and what Pekko logged. Lines of the log that tell
 * the story are shown; of those that repeat themselves only the first ones after each thing that
 * the program did.
 */
final class Timeline {

    /** Who the entries of the program itself are of. */
    static final String PROGRAM = "program";

    /**
     * How many lines of one node that tell the same are shown before the program does the next
     * thing.
     */
    static final int SHOWN_REPEATS = 2;

    /** Pekko logs little; something is wrong if it logs as much. */
    private static final int MOST_ENTRIES = 200_000;

    private final List<String> telling;
    private final Consumer<Entry> onShown;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> shown = new HashMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    /**
     * An empty one.
     *
     * @param telling parts of log lines that are shown
     * @param onShown gets each entry that is shown, at once
     */
    Timeline(List<String> telling, Consumer<Entry> onShown) {
        this.telling = telling;
        this.onShown = onShown;
    }

    /** Notes what the program does or sees. */
    synchronized void tell(String text) {
        Entry entry = new Entry(Instant.now(), PROGRAM, text);
        add(entry);
        shown.clear();
        onShown.accept(entry);
    }

    /**
     * Notes a line of a log.
     *
     * @param node whose
     */
    synchronized void log(Instant time, String node, String text) {
        Entry entry = new Entry(time, node, text);
        add(entry);
        for (String part : telling) {
            if (text.contains(part)) {
                String what = "'" + part + "' on " + node;
                if (shown.merge(what, 1, Integer::sum) <= SHOWN_REPEATS) {
                    onShown.accept(entry);
                } else {
                    leftOut.merge(what, 1, Integer::sum);
                }
                return;
            }
        }
    }

    private void add(Entry entry) {
        if (entries.size() < MOST_ENTRIES) {
            entries.add(entry);
        }
    }

    /** How many lines a node has logged that hold a text. */
    long count(String node, String part) {
        return count(entry -> entry.source().equals(node) && entry.text().contains(part));
    }

    /** How many lines a node has logged since then that hold a text. */
    long countSince(Instant since, String node, String part) {
        return count(entry -> entry.source().equals(node)
                && entry.text().contains(part)
                && !entry.time().isBefore(since));
    }

    private synchronized long count(Predicate<Entry> which) {
        return entries.stream().filter(which).count();
    }

    /** All entries so far. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How often lines were left out, a sentence for each kind. */
    synchronized List<String> leftOut() {
        List<String> sentences = new ArrayList<>();
        leftOut.forEach((what, times) -> sentences.add(times + " more lines with " + what));
        return sentences;
    }

    /**
     * One thing that happened.
     *
     * @param time when
     * @param source a node, or {@link #PROGRAM}
     * @param text what
     */
    record Entry(Instant time, String source, String text) {}
}
