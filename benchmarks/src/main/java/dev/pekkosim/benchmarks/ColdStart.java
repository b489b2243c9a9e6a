// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Main class of a JVM that only starts an actor system and tells how far it is. */
final class ColdStart {

    static final String AT_MAIN = "pekko-sim-benchmarks: main";
    static final String AT_SYSTEM = "pekko-sim-benchmarks: system";

    private ColdStart() {}

    /**
     * Starts.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        tell(AT_MAIN);
        ActorSystem.create(Behaviors.empty(), "cold");
        tell(AT_SYSTEM);
        // Only the start is measured.
        Runtime.getRuntime().halt(0);
    }

    private static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
