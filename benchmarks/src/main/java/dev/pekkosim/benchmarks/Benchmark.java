// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.util.function.Consumer;

/** Something that can be measured. */
interface Benchmark {

    /**
     * Measures.
     *
     * @param request how often
     * @param progress takes how far it is
     */
    Figures measure(Request request, Consumer<String> progress) throws Exception;
}
