// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The events of every persistence id, with the sequence number as a unique key. */
final class JournalTable {

    /** What is known of one persistence id. Deleted numbers stay taken. */
    private static final class Entries {
        private final NavigableMap<Long, JournalRow> rows = new TreeMap<>();
        private long highest;
        private long deletedTo;
    }

    private final Map<String, Entries> entriesById = new HashMap<>();

    /** Inserts all rows, or none if a number is taken. */
    void insert(List<JournalRow> rows) {
        for (JournalRow row : rows) {
            Entries entries = entries(row.persistenceId());
            if (row.sequenceNr() <= entries.deletedTo
                    || entries.rows.containsKey(row.sequenceNr())) {
                throw new DuplicateKeyException(row.persistenceId(), row.sequenceNr());
            }
        }
        for (JournalRow row : rows) {
            Entries entries = entries(row.persistenceId());
            entries.rows.put(row.sequenceNr(), row);
            entries.highest = Math.max(entries.highest, row.sequenceNr());
        }
    }

    List<JournalRow> select(String persistenceId, long lowest, long highest, long max) {
        if (lowest > highest) {
            return List.of();
        }
        return entries(persistenceId).rows.subMap(lowest, true, highest, true).values().stream()
                .limit(max)
                .toList();
    }

    /** The highest number ever written, deleted or not; 0 if there is none. */
    long highest(String persistenceId) {
        return entries(persistenceId).highest;
    }

    void deleteTo(String persistenceId, long sequenceNr) {
        Entries entries = entries(persistenceId);
        entries.rows.headMap(sequenceNr, true).clear();
        entries.deletedTo = Math.max(entries.deletedTo, Math.min(sequenceNr, entries.highest));
    }

    private Entries entries(String persistenceId) {
        return entriesById.computeIfAbsent(persistenceId, id -> new Entries());
    }
}
