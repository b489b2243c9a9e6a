// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.carrier;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.decision.Decisions;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.point.RunPoints;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.time.Progress;
import java.util.concurrent.Executor;

/**
 * What the carriers of one run share.
 *
 * @param driver the incarnation that belongs to no node
 * @param decisions the decision streams
 * @param progress how far the run has come
 * @param agenda what can happen next
 * @param end whether the run is over
 * @param points what buggify points and properties ask
 * @param carriers all carriers
 * @param monitors who is in which monitor
 * @param threads the threads that simulated code started
 * @param poolTasks the tasks that it gave to pools
 * @param writtenFiles the files that it wrote
 * @param bodyWait for how long the body waits
 * @hidden
 */
@Internal
public record RunParts(
        Incarnation driver,
        Decisions decisions,
        Progress progress,
        Agenda agenda,
        RunEnd end,
        RunPoints points,
        Carriers carriers,
        Monitors monitors,
        AppThreads threads,
        PoolTasks poolTasks,
        WrittenFiles writtenFiles,
        BodyWait bodyWait) {

    /**
     * An executor whose tasks are steps of an incarnation.
     *
     * @param owner in whose name they run
     */
    public Executor executorOf(Incarnation owner) {
        return task -> {
            if (carriers.isHolder(Thread.currentThread())) {
                agenda.add(new Step(owner, StepKind.TASK, 0, task, null));
            } else {
                escaped("handed a task to the executor of " + owner);
            }
        };
    }

    /**
     * Reports that the current thread, which does not hold the baton, touched a simulated system.
     *
     * @param what what it did
     */
    public void escaped(String what) {
        if (!(Thread.currentThread() instanceof Carrier carrier && carrier.isStopped())) {
            end.escaped(what);
        }
    }
}
