// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;

/**
 * Which snapshots are meant; all bounds are inclusive.
 *
 * @param minSequenceNr lowest sequence number
 * @param maxSequenceNr highest sequence number
 * @param minTimestamp earliest timestamp
 * @param maxTimestamp latest timestamp
 */
record SnapshotRange(long minSequenceNr, long maxSequenceNr, long minTimestamp, long maxTimestamp) {

    static SnapshotRange of(SnapshotSelectionCriteria criteria) {
        return new SnapshotRange(
                criteria.minSequenceNr(),
                criteria.maxSequenceNr(),
                criteria.minTimestamp(),
                criteria.maxTimestamp());
    }

    /** One snapshot; its timestamp counts only if it is known. */
    static SnapshotRange of(SnapshotMetadata metadata) {
        long sequenceNr = metadata.sequenceNr();
        long timestamp = metadata.timestamp();
        return timestamp == 0
                ? new SnapshotRange(sequenceNr, sequenceNr, 0, Long.MAX_VALUE)
                : new SnapshotRange(sequenceNr, sequenceNr, timestamp, timestamp);
    }

    boolean contains(SnapshotRow row) {
        return minSequenceNr <= row.sequenceNr()
                && row.sequenceNr() <= maxSequenceNr
                && minTimestamp <= row.timestamp()
                && row.timestamp() <= maxTimestamp;
    }
}
