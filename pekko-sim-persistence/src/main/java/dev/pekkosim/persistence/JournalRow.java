// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event in the journal.
 *
 * @param persistenceId whose event it is
 * @param sequenceNr its number
 * @param writerUuid which actor instance wrote it
 * @param adapterManifest the manifest of the event adapter
 * @param timestamp when it was written, in milliseconds of the writer's wall clock
 * @param payload the event as bytes, which is what is read back
 * @param metadata what replicated event sourcing adds, as bytes
 * @param tags its tags
 * @param event the event as the writer gave it, for listeners only
 */
record JournalRow(
        String persistenceId,
        long sequenceNr,
        String writerUuid,
        String adapterManifest,
        long timestamp,
        StoredObject payload,
        @Nullable StoredObject metadata,
        Set<String> tags,
        Object event) {}
