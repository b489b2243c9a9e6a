// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The snapshots of every persistence id, one for each sequence number. */
final class SnapshotTable {

    private final Map<String, NavigableMap<Long, SnapshotRow>> rowsById = new HashMap<>();

    void upsert(SnapshotRow row) {
        rows(row.persistenceId()).put(row.sequenceNr(), row);
    }

    /** The snapshot of the highest sequence number in the range; empty if there is none. */
    List<SnapshotRow> latest(String persistenceId, SnapshotRange range) {
        return rows(persistenceId).descendingMap().values().stream()
                .filter(range::contains)
                .limit(1)
                .toList();
    }

    void delete(String persistenceId, SnapshotRange range) {
        rows(persistenceId).values().removeIf(range::contains);
    }

    private NavigableMap<Long, SnapshotRow> rows(String persistenceId) {
        return rowsById.computeIfAbsent(persistenceId, id -> new TreeMap<>());
    }
}
