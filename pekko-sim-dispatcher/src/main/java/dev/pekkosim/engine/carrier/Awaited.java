// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.agent.hook.StepState;
import dev.pekkosim.engine.time.Progress;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the body of a run waits for, and how it came out. It is looked at time and
 * again, mostly by another carrier than the one that waits, since that one would have to be woken
 * for it.
 */
final class Awaited {

    private static final int MOST_CAUSES = 50;

    /** The method that another carrier calls, as stacks name it. */
    private static final String IN_PLACE = "lookInPlace";

    private final BooleanSupplier condition;
    private final Progress progress;
    private final long deadlineNanos;
    private final long pollNanos;

    private boolean holds;
    private @Nullable Throwable thrown;
    private @Nullable StepState state;

    /**
     * Creates one that nobody has looked at.
     *
     * @param boundNanos the longest virtual time to wait
     * @param pollNanos virtual time from one look to the next
     */
    Awaited(BooleanSupplier condition, Progress progress, long boundNanos, long pollNanos) {
        this.condition = condition;
        this.progress = progress;
        this.deadlineNanos = progress.now() + boundNanos;
        this.pollNanos = pollNanos;
    }

    /** Virtual time from one look to the next. */
    long pollNanos() {
        return pollNanos;
    }

    /**
     * Looks once.
     *
     * @return whether there is nothing more to wait for
     */
    boolean look() {
        holds = condition.getAsBoolean();
        return holds || progress.now() >= deadlineNanos;
    }

    /** Whether the condition came to hold. */
    boolean holds() {
        return holds;
    }

    // ---- what another carrier found

    /** As {@link #look}, called by another carrier than the one that waits. */
    boolean lookInPlace() {
        return look();
    }

    /** An exception ended a look. */
    void failed(Throwable exception) {
        thrown = exception;
    }

    /** Keeps with what the carrier that waits goes on in the step of the last look. */
    void goesOnWith(StepState stepState) {
        state = stepState;
    }

    /**
     * With what the carrier that waited goes on; null if no other one saw that there is nothing
     * more to wait for.
     */
    @Nullable
    StepState state() {
        return state;
    }

    /**
     * Throws in the waiting carrier what a look of another one has thrown, as if the look had been
     * its own.
     */
    void rethrow() {
        Throwable exception = thrown;
        if (exception != null) {
            StackTraceElement[] own = new Throwable().getStackTrace();
            Throwable next = exception;
            for (int i = 0; next != null && i < MOST_CAUSES; i++) {
                next.setStackTrace(moved(next.getStackTrace(), own));
                next = next.getCause();
            }
            Awaited.<RuntimeException>raise(exception);
        }
    }

    /**
     * A stack up to a look in the place of another carrier, and from there that of the one which
     * waited.
     */
    private static StackTraceElement[] moved(StackTraceElement[] stack, StackTraceElement[] own) {
        for (int i = stack.length - 1; i > 0; i--) {
            if (stack[i].getMethodName().equals(IN_PLACE)
                    && stack[i].getClassName().equals(Awaited.class.getName())) {
                return Stream.concat(Arrays.stream(stack, 0, i), Arrays.stream(own, 1, own.length))
                        .toArray(StackTraceElement[]::new);
            }
        }
        return stack; // made elsewhere
    }

    @SuppressWarnings("unchecked") // The condition threw it.
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
