// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import java.util.List;

/**
 * What all executions of one program showed.
 *
 * @param about the program
 * @param executions all of them
 */
record Tally(About about, List<Execution> executions) {

    Tally {
        executions = List.copyOf(executions);
    }

    int tried() {
        return executions.size();
    }

    long seen() {
        return executions.stream().filter(one -> one.find().isAsExpected()).count();
    }

    long healthyControls() {
        return executions.stream().filter(one -> one.control().isAsExpected()).count();
    }

    /** How long one execution took on average. */
    long seconds() {
        return Math.round(
                executions.stream().mapToLong(Execution::seconds).average().orElse(0));
    }

    /** Whether the find was seen, and every control stayed healthy. */
    boolean isShown() {
        return seen() > 0 && healthyControls() == tried();
    }
}
