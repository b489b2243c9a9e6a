// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.Details;
import dev.pekkosim.buggify.spi.JsonLines;
import dev.pekkosim.buggify.spi.JsonOutput;
import dev.pekkosim.buggify.spi.PropertyOutput;
import dev.pekkosim.buggify.spi.SourceLocation;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.testkit.cluster.SimSetupException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the properties of runs to a file that Antithesis reads, if
 * {@code ANTITHESIS_SDK_LOCAL_OUTPUT} names one, so that one code base serves both. If the file
 * cannot be written any more, runs go on without.
 *
 * @hidden
 */
@Internal
public final class AntithesisOutput implements PropertyOutput {

    private static final String VARIABLE = "ANTITHESIS_SDK_LOCAL_OUTPUT";

    private final JsonOutput output;
    private final Consumer<String> warn;
    private final AtomicReference<@Nullable String> warning = new AtomicReference<>();
    private final Set<String> declared = new HashSet<>();

    /**
     * @param lines where it is written
     * @param file what that is called
     * @param warn told once, between runs, that the file cannot be written
     */
    public AntithesisOutput(JsonLines lines, String file, Consumer<String> warn) {
        this.warn = warn;
        // Within a run nothing is logged: a logger reads the clock, which would be the run's.
        this.output = new JsonOutput(
                lines, file, (text, cause) -> warning.set(text + ": " + cause.getMessage()));
    }

    /** The one that the environment asks for, or null for none. */
    public static @Nullable AntithesisOutput configured() {
        String file = System.getenv(VARIABLE);
        return file == null || file.isBlank() ? null : to(file);
    }

    /**
     * Writes to a file, at its end.
     *
     * @param file its path
     * @throws SimSetupException if it cannot be written
     */
    public static AntithesisOutput to(String file) {
        try {
            return new AntithesisOutput(
                    JsonLines.appendingTo(file), file, AntithesisOutput::logged);
        } catch (UncheckedIOException e) {
            throw new SimSetupException(
                    VARIABLE + " is '" + file + "', which cannot be written: " + e.getMessage());
        }
    }

    private static void logged(String text) {
        System.getLogger(AntithesisOutput.class.getPackageName()).log(Level.WARNING, text);
    }

    @Override
    public void evaluated(Assertion assertion) {
        output.evaluated(assertion);
    }

    @Override
    public void setupComplete(Details details) {
        output.setupComplete(details);
    }

    @Override
    public void event(String name, Details details) {
        output.event(name, details);
    }

    /** Tells each property in the catalogue once. To be called when a run has ended. */
    public synchronized void runEnded() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.type().equals(Catalogue.PROPERTY) && declared.add(entry.name())) {
                AssertionKind.ofMethod(entry.kind())
                        .ifPresent(kind -> output.declared(kind, entry.name(), location(entry)));
            }
        }
        String text = warning.getAndSet(null);
        if (text != null) {
            warn.accept(text);
        }
    }

    private static SourceLocation location(Catalogue.Entry entry) {
        return new SourceLocation(entry.className(), entry.method(), entry.file(), entry.line());
    }
}
