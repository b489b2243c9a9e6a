// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.agent.hook.ClassCache;

/** The labels of the tasks and timers of one life of a node, most of which are lambdas. */
final class TaskLabels {

    private static final ClassValue<Long> OF_CLASS = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return WorkLabels.ofClass(type);
        }
    };

    private final ClassCache<Long> known = new ClassCache<>(OF_CLASS);

    /** As {@link WorkLabels#ofClass}. */
    long ofClass(Class<?> type) {
        return type.isHidden() ? known.get(type) : WorkLabels.ofClass(type);
    }
}
