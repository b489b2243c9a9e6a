// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.step;

import dev.pekkosim.engine.Internal;
import org.jspecify.annotations.Nullable;

/**
 * One unit handed to a carrier.
 *
 * @param owner the incarnation in whose name it runs
 * @param kind what it is
 * @param label number that tells it from others of its kind, the same in every execution of the
 *     seed
 * @param work what runs on any carrier; for {@link StepKind#RESUME} nothing, for
 *     {@link StepKind#THREAD} what the resumed one runs
 * @param resumed what goes on, only for {@link StepKind#RESUME} and {@link StepKind#THREAD}
 * @hidden
 */
@Internal
public record Step(
        Incarnation owner,
        StepKind kind,
        long label,
        Runnable work,
        @Nullable Blocked resumed) {

    /** The work of a step that lets something go on. */
    public static final Runnable NOTHING = () -> {};
}
