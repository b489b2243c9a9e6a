// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import java.util.function.Function;

/**
 * What people call steps: whose each is, and what it works on.
 *
 * @hidden
 */
@Internal
public final class StepNames {

    private Function<Object, String> nameOfWork = String::valueOf;

    /** Creates names that say what the work says of itself. */
    public StepNames() {}

    /**
     * Sets how work is named.
     *
     * @param name takes the work of a step that is about to run
     */
    public void nameWork(Function<Object, String> name) {
        nameOfWork = name;
    }

    /**
     * The name of a step, the same in every execution of the seed.
     *
     * @param step one that has not run
     */
    public String of(Step step) {
        Blocked resumed = step.resumed();
        return resumed == null
                ? step.owner() + " " + nameOfWork.apply(step.work())
                : resumed.describe();
    }
}
