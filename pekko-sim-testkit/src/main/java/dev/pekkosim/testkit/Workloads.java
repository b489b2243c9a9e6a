// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/** The workloads of a run; each has an actor on every client node, in each of its lives. */
final class Workloads {

    private final Engine engine;
    private final List<Workload> workloads = new ArrayList<>();

    Workloads(Engine engine) {
        this.engine = engine;
    }

    void add(Workload workload) {
        workloads.add(workload);
    }

    /** How the operations of all workloads ended so far. */
    OperationCounts operations() {
        return workloads.stream()
                .map(Workload::operations)
                .reduce(OperationCounts.NONE, OperationCounts::plus);
    }

    /** Starts all of them on a node, if it is a client node. */
    void startOn(SimNode node) {
        workloads.forEach(workload -> startOn(node, workload));
    }

    /** Starts one of them on a node, if it is a client node. */
    void startOn(SimNode node, Workload workload) {
        if (node.isClient()) {
            engine.submit(
                    engine.driver(),
                    StepKind.TASK,
                    node.lives(),
                    () -> node.system()
                            .systemActorOf(
                                    anyOf(workload.client(context(node))),
                                    workload.name(),
                                    Props.empty()));
        }
    }

    @SuppressWarnings("unchecked") // the workload's own messages are its own affair
    private static Behavior<Object> anyOf(Behavior<?> behavior) {
        return (Behavior<Object>) behavior;
    }

    private RunContext context(SimNode node) {
        int life = node.lives();
        DecisionStream decisions = engine.decisions().stream(Purpose.WORKLOAD);
        return new RunContext() {
            @Override
            public long seed() {
                return engine.seed();
            }

            @Override
            public DecisionStream decisions() {
                return decisions;
            }

            @Override
            public boolean isNodeAlive() {
                return node.isRunning() && node.lives() == life;
            }

            @Override
            public long virtualNanos() {
                return engine.now();
            }

            @Override
            public void always(String property, boolean condition, Supplier<String> details) {
                if (!condition) {
                    engine.fail(Failure.Kind.PROPERTY, property, details.get(), null);
                }
            }
        };
    }
}
