// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was written of one message so far. */
final class Track {

    private final Set<String> outcomes = new HashSet<>();
    private @Nullable SourceLocation location;
    private boolean hasPassed;
    private boolean hasFailed;
    private boolean hasMark;
    private double mark;

    /** Whether no evaluation came to this before; from now on one did. */
    synchronized boolean isFirst(boolean condition) {
        boolean isFirst = condition ? !hasPassed : !hasFailed;
        if (condition) {
            hasPassed = true;
        } else {
            hasFailed = true;
        }
        return isFirst;
    }

    /** Whether a gap is no worse than the best so far. NaN is not, and leaves the best as it is. */
    synchronized boolean isNotWorse(double gap, boolean maximize) {
        if (Double.isNaN(gap)) {
            return true;
        }
        if (hasMark && (maximize ? gap < mark : gap > mark)) {
            return false;
        }
        hasMark = true;
        mark = gap;
        return true;
    }

    /** Whether a value was not seen before, and may still be remembered. */
    synchronized boolean isNew(String outcome) {
        return outcomes.size() < JsonLines.MAX_OUTCOMES && outcomes.add(outcome);
    }

    synchronized void locate(SourceLocation found) {
        location = found;
    }

    /** Where it was evaluated when that was written; empty before. */
    synchronized Optional<SourceLocation> location() {
        return Optional.ofNullable(location);
    }
}
