// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import org.jspecify.annotations.Nullable;

/**
 * What steps are about, such as the message that an actor is about to get. It is asked for before
 * each step, so it must be quick, make no object, and change nothing.
 *
 * @hidden
 */
@Internal
public interface StepSubjects {

    /** Nothing is worth telling. */
    StepSubjects NONE = new StepSubjects() {
        @Override
        public @Nullable Object of(Runnable work) {
            return null;
        }

        @Override
        public boolean isOfTheApplication(Object subject) {
            return false;
        }

        @Override
        public String nameOfWork(Runnable work) {
            return String.valueOf(work);
        }

        @Override
        public String nameOf(Object subject) {
            return String.valueOf(subject);
        }
    };

    /**
     * What a step is about.
     *
     * @param work of a step that is about to run
     * @return null if nobody would want to read of it
     */
    @Nullable
    Object of(Runnable work);

    /**
     * Whether the application made it, and not a library that it builds on.
     *
     * @param subject as of {@link #of}
     */
    boolean isOfTheApplication(Object subject);

    /**
     * What people call the work, the same in every execution of the seed.
     *
     * @param work of a step that may have run long ago
     */
    String nameOfWork(Runnable work);

    /**
     * What people call a subject beside its work, the same in every execution of the seed; may be
     * empty.
     *
     * @param subject as of {@link #of}
     */
    String nameOf(Object subject);
}
