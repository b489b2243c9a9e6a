// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.cli;

import picocli.CommandLine.Command;

/** {@code pekko-sim bench}: what measures the simulator itself. */
@Command(name = "bench", description = "Measures how fast the simulator is on this machine.")
final class BenchCommand implements Runnable {

    @Override
    public void run() {
        throw new IllegalStateException("a command of bench is missing");
    }
}
