// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import org.jspecify.annotations.Nullable;

/**
 * One snapshot.
 *
 * @param persistenceId whose state it is
 * @param sequenceNr the last event that it contains
 * @param timestamp when it was taken, in milliseconds of the writer's wall clock
 * @param payload the state as bytes
 * @param metadata what replicated event sourcing adds, as bytes
 */
record SnapshotRow(
        String persistenceId,
        long sequenceNr,
        long timestamp,
        StoredObject payload,
        @Nullable StoredObject metadata) {}
