package dev.pekkosim.testkit;

import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.buggify.spi.Assertion;
import dev.pekkosim.buggify.spi.AssertionKind;
import dev.pekkosim.buggify.spi.JsonLines;
import dev.pekkosim.buggify.spi.SourceLocation;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the properties of runs to a file that Antithesis reads, if {@code ANTITHESIS_SDK_LOCAL_OUTPUT} names one, so that one code
 * base serves both.
 */
final class AntithesisOutput {

    private static final String VARIABLE = "ANTITHESIS_SDK_LOCAL_OUTPUT";

    private final JsonLines lines;
    private final Set<String> declared = new HashSet<>();

    private AntithesisOutput(JsonLines lines) {
        this.lines = lines;
    }

    /** The one that the environment asks for, or null for none. */
    static @Nullable AntithesisOutput configured() {
        String file = System.getenv(VARIABLE);
        return file == null || file.isBlank() ? null : to(file);
    }

    /**
     * @param file its path
     * @throws SimSetupException if it cannot be written
     */
    static AntithesisOutput to(String file) {
        try {
            return new AntithesisOutput(JsonLines.appendingTo(file));
        } catch (UncheckedIOException e) {
            throw new SimSetupException(
                    VARIABLE + " is '" + file + "', which cannot be written: " + e.getMessage());
        }
    }

    void evaluated(Assertion assertion) {
        lines.evaluated(assertion);
    }

    /** Tells each property in the catalogue once. */
    synchronized void declare() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.type().equals(Catalogue.PROPERTY) && declared.add(entry.name())) {
                AssertionKind.ofMethod(entry.kind())
                        .ifPresent(kind -> lines.declared(kind, entry.name(), location(entry)));
            }
        }
    }

    private static SourceLocation location(Catalogue.Entry entry) {
        return new SourceLocation(entry.className(), entry.method(), entry.file(), entry.line());
    }
}
