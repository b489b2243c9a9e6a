// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.engine.run;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.carrier.AppThread;
import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.carrier.CarrierStopped;
import dev.pekkosim.engine.carrier.Carriers;
import dev.pekkosim.engine.carrier.RunParts;
import dev.pekkosim.engine.end.RunEnd;
import dev.pekkosim.engine.step.Agenda;
import dev.pekkosim.engine.step.Blocked;
import dev.pekkosim.engine.step.HotSpots;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.RunEvents;
import dev.pekkosim.engine.step.Step;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.engine.step.StepNames;
import dev.pekkosim.engine.time.Progress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a carrier does that has the baton and no step: it takes the next step and runs it, until the
 * run is over.
 */
final class Loop {

    private final RunParts parts;
    private final RunEvents events;
    private final Limits limits;
    private final Agenda agenda;
    private final Carriers carriers;
    private final Progress progress;
    private final RunEnd end;
    private final StepNames names;
    private final HotSpots lastSteps = new HotSpots("the last", "steps");

    Loop(RunParts parts, RunEvents events, StepNames names, Limits limits) {
        this.parts = parts;
        this.events = events;
        this.names = names;
        this.limits = limits;
        this.agenda = parts.agenda();
        this.carriers = parts.carriers();
        this.progress = parts.progress();
        this.end = parts.end();
    }

    /** Runs steps on a carrier that has the baton. */
    void run(Carrier self) {
        while (true) {
            Step step = next(self);
            if (step == null) {
                carriers.announceEnd();
                self.awaitBaton();
                continue;
            }
            account(step);
            Blocked resumed = step.resumed();
            if (resumed == null) {
                execute(self, step);
            } else {
                resumed.goOn();
            }
        }
    }

    /** Runs what a thread of the application would run, on the carrier that was made for it. */
    void run(Carrier self, AppThread thread) {
        Incarnation owner = self.incarnation();
        execute(self, new Step(owner, StepKind.THREAD, 0, thread, null));
        self.requireRunning();
        carriers.retire(self);
    }

    private @Nullable Step next(Carrier self) {
        while (!end.isOver()) {
            carriers.buryDead();
            end.failIfEscaped();
            carriers.failIfDeadlocked(parts.monitors());
            Step quiet = end.isOver() ? null : agenda.pollQuiet();
            if (quiet != null) {
                execute(self, quiet);
                continue;
            }
            Step step = agenda.next();
            if (step != null) {
                return step;
            }
            if (!end.isOver()) {
                hang(self);
            }
        }
        end.failIfEscaped();
        return null;
    }

    private void hang(Carrier self) {
        end.fail(
                Failure.Kind.HANG,
                "the run ends",
                "nothing can happen any more: no step is ready, no timer is set, "
                        + carriers.blocked() + " blocked: " + carriers.describeBlocked(self),
                null);
    }

    private void account(Step step) {
        progress.beginStep();
        events.step(step, progress);
        if (parts.bodyWait().isTooLong(progress.now()) && carriers.hasEnded()) {
            end.failLimit("body-wait", parts.bodyWait().describe(carriers), null);
        }
        boolean late = progress.now() > limits.virtualNanos();
        if (late || progress.steps() > limits.steps() - HotSpots.SAMPLE) {
            lastSteps.add(names.of(step));
            if (progress.steps() > limits.steps()) {
                end.failLimit(
                        "steps",
                        "more than " + limits.steps() + " steps; hottest: " + lastSteps,
                        null);
            } else if (late && lastSteps.size() >= HotSpots.SAMPLE) {
                end.failLimit(
                        "virtual-time",
                        "more than " + TimeUnit.NANOSECONDS.toSeconds(limits.virtualNanos())
                                + " virtual seconds; hottest: " + lastSteps,
                        null);
            }
        }
    }

    private void execute(Carrier self, Step step) {
        self.runAs(step.owner());
        self.beginStep();
        self.worksOn(step.work());
        if (step.kind() == StepKind.BODY) {
            self.beginBody();
        }
        try {
            step.work().run();
        } catch (CarrierStopped e) {
            self.worksOn(null); // or what has died would live on in it
            throw e;
        } catch (RunFailedException e) {
            end.fail(e.kind(), e.property(), String.valueOf(e.getMessage()), e);
        } catch (Throwable e) {
            self.requireRunning(); // else it is the application's own way out of what was stopped
            // An interrupted thread of a pool takes its next task all the same.
            if (!(e instanceof InterruptedException interrupt)
                    || !step.owner().endedByInterrupt(interrupt)) {
                end.fail(
                        Failure.Kind.EXCEPTION,
                        "no exception leaves a step",
                        e + ", in " + names.of(step),
                        e);
            }
        }
        if (step.kind() == StepKind.BODY) {
            end.finish();
        }
        self.endStep();
        self.worksOn(null);
        Thread.interrupted(); // a step leaves its interrupt to no other
        self.runAs(parts.driver());
    }
}
