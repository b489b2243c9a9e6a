// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.Arrays;

/** Main class of a JVM that tells the median time of a warm run. */
final class WarmRuns {

    private static final int WARM_UP = 50;
    private static final int RUNS = 60;

    private WarmRuns() {}

    /**
     * Executes runs.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        RunScenario scenario = new RunScenario(RunScenario.IDLE);
        scenario.runs().measure(0, WARM_UP, line -> {});
        Cost.Meter meter = new Cost.Meter();
        double[] nanos = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            nanos[i] = scenario.split(WARM_UP + i, meter).all();
        }
        Arrays.sort(nanos);
        Answers.print(Double.toString(Samples.percentile(nanos, 50)));
        System.exit(0);
    }
}
