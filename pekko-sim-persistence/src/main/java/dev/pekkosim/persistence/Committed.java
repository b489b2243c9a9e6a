// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.persistence;

import dev.pekkosim.engine.step.Incarnation;
import java.util.Set;

/**
 * An event that the cluster's journal has committed.
 *
 * @param persistenceId whose event it is
 * @param sequenceNr its number, unique for the persistence id
 * @param event the object that the writer gave, without its tags
 * @param tags its tags
 * @param writer the life of the node that wrote it, which may have died since
 * @since 0.1.0
 */
public record Committed(
        String persistenceId,
        long sequenceNr,
        Object event,
        Set<String> tags,
        Incarnation writer) {}
