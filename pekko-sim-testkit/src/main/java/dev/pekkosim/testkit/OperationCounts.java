// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.testkit.body.Answers.Attempt;
import java.util.Collections;
import java.util.List;

/**
 * How operations ended: those of a workload, or attempts of a body.
 *
 * @param ok answered, and done
 * @param failed answered, and refused; or there was nobody to ask
 * @param unknown not answered: neither done nor failed
 * @since 0.1.0
 */
public record OperationCounts(long ok, long failed, long unknown) {

    /** No operation at all. */
    public static final OperationCounts NONE = new OperationCounts(0, 0, 0);

    static OperationCounts of(List<Attempt> attempts) {
        return new OperationCounts(
                Collections.frequency(attempts, Attempt.ANSWERED),
                Collections.frequency(attempts, Attempt.REFUSED),
                Collections.frequency(attempts, Attempt.UNKNOWN));
    }

    /**
     * Adds two counts.
     *
     * @param other the counts to add
     */
    public OperationCounts plus(OperationCounts other) {
        return new OperationCounts(ok + other.ok, failed + other.failed, unknown + other.unknown);
    }
}
