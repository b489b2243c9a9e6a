// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

/** What a forked JVM prints for who has forked it, among what others print. */
final class Answers {

    static final String ANSWER = "pekko-sim-answer ";
    static final String PROGRESS = "pekko-sim-progress ";

    private Answers() {}

    static void print(String line) {
        System.out.println(ANSWER + line);
        System.out.flush();
    }

    static void printProgress(String line) {
        System.out.println(PROGRESS + line);
        System.out.flush();
    }
}
