// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.LastStep;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.testkit.campaign.ViolationSettings;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.finds.KnownFindMatch;
import dev.pekkosim.testkit.finds.KnownFinds;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.PendingWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is violated in a run. After the first violation the run goes on, so that what else is wrong
 * is seen too: to the end of its phase, for a bounded time and number of violations.
 */
final class Violations {

    private final Engine engine;
    private final SimulatedCluster cluster;
    private final ViolationSettings settings;
    private final Map<Signature, Violation> bySignature = new LinkedHashMap<>();
    private List<String> pending = List.of();
    private @Nullable List<LastStep> lastSteps;

    Violations(Engine engine, SimulatedCluster cluster, ViolationSettings settings) {
        this.engine = engine;
        this.cluster = cluster;
        this.settings = settings;
    }

    /**
     * Takes in what was noticed, at the moment at which it is.
     *
     * @return whether the run may go on
     */
    boolean noticed(Failure failure) {
        Signature signature = Signature.of(failure);
        Violation known = bySignature.get(signature);
        if (known != null) {
            bySignature.put(signature, known.again());
            return goesOnAfter(failure);
        }
        boolean first = bySignature.isEmpty();
        boolean seesCluster = engine.isEntered();
        if (first && seesCluster) {
            lastSteps = engine.lastSteps();
            pending = pendingAt(failure);
        }
        bySignature.put(
                signature,
                Violation.of(failure, nodeOfStep(), seesCluster ? recognise(failure) : null));
        boolean goesOn = goesOnAfter(failure);
        if (first && goesOn) {
            engine.schedule(
                    engine.driver(),
                    settings.within().toNanos(),
                    StepKind.TIMER,
                    0,
                    engine::finish);
        }
        return goesOn;
    }

    /** The node in whose step this is; null in the body's and where there is none. */
    private static @Nullable String nodeOfStep() {
        Incarnation owner = Engine.currentIncarnation();
        return owner == null || owner.node() == Incarnation.DRIVER_NODE ? null : owner.name();
    }

    /**
     * What the thread that waits for the run notices, such as an interrupt, is no violation within
     * it.
     */
    private boolean goesOnAfter(Failure failure) {
        return switch (failure.kind()) {
            case PROPERTY, EXCEPTION, SERIALIZATION ->
                engine.isEntered() && bySignature.size() <= settings.more();
            case SETUP, ESCAPE, OUTSIDE, LIMIT, HANG, NON_DETERMINISM, INTERNAL -> false;
        };
    }

    /** The find that explains a failure; a look that fails leaves it unexplained. */
    private @Nullable KnownFindMatch recognise(Failure failure) {
        try {
            return KnownFinds.recognise(ClusterInsight.of(cluster), failure).orElse(null);
        } catch (RuntimeException e) {
            addSuppressed(failure, e);
            return null;
        }
    }

    /** What is pending; a look that fails must not hide the failure. */
    private List<String> pendingAt(Failure failure) {
        try {
            return PendingWork.of(cluster);
        } catch (RuntimeException e) {
            addSuppressed(failure, e);
            return List.of();
        }
    }

    private static void addSuppressed(Failure failure, RuntimeException thrown) {
        if (failure.cause() != null) {
            failure.cause().addSuppressed(thrown);
        }
    }

    boolean isEmpty() {
        return bySignature.isEmpty();
    }

    /** All of them, in the order in which they were first noticed. */
    List<Violation> all() {
        return List.copyOf(bySignature.values());
    }

    /** The last steps before the first one, or null if it was noticed in no step. */
    @Nullable
    List<LastStep> lastSteps() {
        return lastSteps;
    }

    /** What was pending at the first one. */
    List<String> pending() {
        return pending;
    }
}
