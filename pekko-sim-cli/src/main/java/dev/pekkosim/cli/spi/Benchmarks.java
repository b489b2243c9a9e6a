// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli.spi;

import dev.pekkosim.engine.Internal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What measures the simulator. It is among the sources, where {@code ./pekko-sim bench} finds it as
 * a service, and not in what is released.
 *
 * @hidden
 * @since 0.1.0
 */
@Internal
public interface Benchmarks {

    /** What each measures, by its name, in the order of help. */
    Map<String, String> lines();

    /**
     * Measures.
     *
     * @param request what
     * @param output takes the figures
     * @return the exit code
     * @throws Exception if it cannot be measured
     */
    int measure(Request request, Output output) throws Exception;

    /**
     * What is to be measured.
     *
     * @param name one of the names
     * @param rounds how often, unless as often as usual
     * @param warmUp how many runs come before, unless as many as usual
     * @param runs how many runs, unless as many as usual
     * @param only which parts; none for all that are usual
     * @param json a file that takes the figures, too
     */
    record Request(
            String name,
            OptionalInt rounds,
            OptionalInt warmUp,
            OptionalInt runs,
            List<String> only,
            Optional<Path> json) {}

    /** Where it is told. */
    interface Output {

        /** Tells lines of the report. */
        void print(String lines);

        /** Tells what went wrong. */
        void complain(String lines);

        /** Tells how far it is, until anything else is told. */
        void progress(String line);
    }
}
