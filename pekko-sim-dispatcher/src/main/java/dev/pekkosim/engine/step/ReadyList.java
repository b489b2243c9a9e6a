// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps that could run now. Any of them is taken out in constant time, since the order is drawn
 * anyway.
 */
final class ReadyList {

    private @Nullable Step[] steps = new @Nullable Step[64];
    private int size;

    int size() {
        return size;
    }

    void add(Step step) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, size * 2);
        }
        steps[size++] = step;
    }

    Step get(int index) {
        Step step = steps[index];
        if (index >= size || step == null) {
            throw new IllegalStateException("no step at " + index + " of " + size);
        }
        return step;
    }

    Step take(int index) {
        Step taken = get(index);
        steps[index] = steps[--size];
        steps[size] = null;
        return taken;
    }

    void removeIf(Predicate<Step> dropped) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Step step = steps[i];
            if (step != null && !dropped.test(step)) {
                steps[kept++] = step;
            }
        }
        Arrays.fill(steps, kept, size, null);
        size = kept;
    }

    void clear() {
        Arrays.fill(steps, 0, size, null);
        size = 0;
    }
}
