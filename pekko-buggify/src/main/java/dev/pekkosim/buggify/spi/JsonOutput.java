// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Writes what Antithesis reads; once it cannot, it says so and writes no more. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonOutput implements PropertyOutput {

    private final JsonLines lines;
    private final String file;
    private final BiConsumer<String, UncheckedIOException> warn;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /**
     * An output.
     *
     * @param lines where it is written
     * @param file what that is called in the warning
     * @param warn told once, when the first line could not be written, what that means and why
     */
    public JsonOutput(JsonLines lines, String file, BiConsumer<String, UncheckedIOException> warn) {
        this.lines = lines;
        this.file = file;
        this.warn = warn;
    }

    /**
     * Tells that there is a property, whether it will be evaluated or not.
     *
     * @param kind what it states
     * @param message its identity
     * @param location where it is
     */
    public void declared(AssertionKind kind, String message, SourceLocation location) {
        write(() -> lines.declared(kind, message, location));
    }

    @Override
    public void evaluated(Assertion assertion) {
        write(() -> lines.evaluated(assertion));
    }

    @Override
    public void setupComplete(Details details) {
        write(() -> lines.setupComplete(details));
    }

    @Override
    public void event(String name, Details details) {
        write(() -> lines.event(name, details));
    }

    private void write(Runnable line) {
        if (isOver.get()) {
            return;
        }
        try {
            line.run();
        } catch (UncheckedIOException e) {
            if (isOver.compareAndSet(false, true)) {
                warn.accept(
                        "'" + file + "' cannot be written: no more properties are written to it",
                        e);
            }
        }
    }
}
