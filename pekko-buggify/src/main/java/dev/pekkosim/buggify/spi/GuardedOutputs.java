// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Several outputs, each of which is told whatever becomes of the others. What one throws does not
 * reach the caller, but for an end of the JVM itself. Thread-safe if they are.
 *
 * @since 0.1.0
 */
public final class GuardedOutputs implements PropertyOutput {

    private final List<PropertyOutput> outputs;
    private final BiConsumer<String, Throwable> warn;
    private final AtomicBoolean isBroken = new AtomicBoolean();

    /**
     * Guards outputs.
     *
     * @param outputs those that are told, in this order
     * @param warn told once, when something was thrown for the first time, what that means and why;
     *     it may throw, too
     */
    public GuardedOutputs(List<PropertyOutput> outputs, BiConsumer<String, Throwable> warn) {
        this.outputs = List.copyOf(outputs);
        this.warn = warn;
    }

    @Override
    public void evaluated(Assertion assertion) {
        tell(output -> output.evaluated(assertion));
    }

    @Override
    public void setupComplete(Details details) {
        tell(output -> output.setupComplete(details));
    }

    @Override
    public void event(String name, Details details) {
        tell(output -> output.event(name, details));
    }

    private void tell(Consumer<PropertyOutput> what) {
        for (PropertyOutput output : outputs) {
            try {
                what.accept(output);
            } catch (Throwable e) {
                Fatal.rethrow(e);
                report(e);
            }
        }
    }

    private void report(Throwable thrown) {
        if (isBroken.compareAndSet(false, true)) {
            try {
                warn.accept(
                        "a property could not be told of; further such failures are not logged",
                        thrown);
            } catch (Throwable e) {
                // Who is warned is what fails: there is nobody left to tell.
                Fatal.rethrow(e);
            }
        }
    }
}
