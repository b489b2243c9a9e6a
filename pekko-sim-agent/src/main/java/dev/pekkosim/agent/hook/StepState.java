// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Arrays;

/**
 * What a step has left on its thread, of which the next hash codes and the JDK's own random numbers
 * are made. With it the step can go on on another thread as if it had stayed.
 */
public final class StepState {

    final long stepSeed;
    final long[] stampedClasses;
    final int[] stampedCounts;
    final long[] hashWords;
    final long localSeed;
    final int localProbe;

    StepState(long stepSeed, long[] stampedClasses, int[] stampedCounts, int stampedSize) {
        Thread current = Thread.currentThread();
        this.stepSeed = stepSeed;
        this.stampedClasses = Arrays.copyOf(stampedClasses, stampedSize);
        this.stampedCounts = Arrays.copyOf(stampedCounts, stampedSize);
        this.hashWords = IdentityHashes.words(current);
        this.localSeed = IdentityHashes.localSeed(current);
        this.localProbe = IdentityHashes.localProbe(current);
    }
}
