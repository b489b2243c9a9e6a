// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.PointCount;
import dev.pekkosim.engine.PropertyCount;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.body.Waiting;
import dev.pekkosim.testkit.campaign.Contract;
import dev.pekkosim.testkit.campaign.RunSettings;
import dev.pekkosim.testkit.cluster.Convergence;
import dev.pekkosim.testkit.cluster.Fault;
import dev.pekkosim.testkit.cluster.KnobSwarm;
import dev.pekkosim.testkit.cluster.RunProperties;
import dev.pekkosim.testkit.cluster.SimSetupException;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.testkit.faults.DrawnChaos;
import dev.pekkosim.testkit.faults.Faults;
import dev.pekkosim.testkit.faults.Nemesis;
import dev.pekkosim.testkit.insight.ClusterInsight;
import dev.pekkosim.testkit.insight.FullRegion;
import dev.pekkosim.testkit.insight.PendingWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a body: it takes the cluster through the phases, lets a nemesis and workloads at
 * it, and finds out why it failed if it did.
 */
final class Run {

    private final Engine engine;
    private final Waiting waiting;
    private final Contract contract;
    private final SimulatedCluster cluster;
    private final Startup startup;
    private final SimCluster front;
    private final Workloads workloads;
    private final Violations violations;
    private final Chaos usualChaos;
    private final List<Checker> checkers;
    private final List<String> drawn = new ArrayList<>();
    private List<String> families = List.of();

    private Phase phase = Phase.START;
    private @Nullable Nemesis nemesis;
    private boolean hasChaos;

    Run(Engine engine, CampaignPlan plan, KnobSwarm knobs) {
        RunSettings settings = plan.settings();
        this.engine = engine;
        this.usualChaos = plan.chaos();
        this.checkers = plan.checkers();
        this.waiting = new Waiting(engine);
        this.contract = settings.contract();
        this.drawn.addAll(knobs.describe());
        this.workloads = new Workloads(engine);
        this.cluster = new SimulatedCluster(engine, plan.deployment(), knobs);
        this.startup =
                new Startup(engine, cluster, waiting, () -> phase = Phase.CHAOS, this::frontOf);
        this.front = new SimCluster(this, cluster);
        cluster.onSystem(node -> workloads.startOn(frontOf(node)));
        this.violations = new Violations(engine, cluster, settings.violations());
        engine.onFailure(violations::noticed);
        engine.points().begin(settings.points(), this::pointFires);
    }

    private SimNode frontOf(SimulatedNode node) {
        return front.node(node.name());
    }

    // ---- the body

    /** Executes a body; what it throws is a violation of the run. */
    void execute(Body body) {
        try {
            body.run(front);
            startup.requireAllStartedIfAny("the body ends");
            requireConstantMessages();
        } catch (Exception | AssertionError e) {
            BodyFailure failed = BodyFailure.of(e, body, engine.lastBodyWait());
            engine.fail(failed.kind(), failed.property(), failed.message(), failed.cause());
        } finally {
            phase = Phase.DISPOSE;
            cluster.faultLog().close();
        }
    }

    private void requireConstantMessages() {
        List<String> refusals = contract.refusals(
                engine.points().counts().stream().map(PointCount::name).toList(),
                engine.properties().counts().stream()
                        .map(PropertyCount::message)
                        .toList());
        if (!refusals.isEmpty()) {
            throw new SimSetupException(String.join("; ", refusals));
        }
    }

    // ---- what it came to

    Engine engine() {
        return engine;
    }

    /** What the body draws from. */
    SimRandom random() {
        return new SimRandom(engine.decisions().stream(Purpose.WORKLOAD, "body"));
    }

    Phase phase() {
        return phase;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /**
     * What it drew that other runs have otherwise, its knobs and the families of its chaos, and
     * what was done to its cluster.
     */
    RunResult.Disturbance disturbance() {
        return new RunResult.Disturbance(drawn, faults(), silentFamilies());
    }

    /** The faults applied so far, and their ends, oldest first. */
    List<Fault> faults() {
        return cluster.faultLog().faults();
    }

    /** The fault families that were on and have not applied any fault so far. */
    private List<String> silentFamilies() {
        Set<String> seen = new HashSet<>();
        faults().forEach(fault -> seen.add(String.valueOf(fault.family())));
        return families.stream().filter(family -> !seen.contains(family)).toList();
    }

    /** How the operations of all workloads ended so far. */
    OperationCounts operations() {
        return workloads.operations();
    }

    Violations violations() {
        return violations;
    }

    // ---- phases

    /** The start of the nodes. */
    Startup startup() {
        return startup;
    }

    /** Lets loose what the campaign has for it. */
    void chaos() {
        chaos(usualChaos);
    }

    /** Lets a nemesis draw and apply faults until the cluster heals. */
    void chaos(Chaos chaos) {
        if (hasChaos) { // though perhaps none of its families is on
            throw new IllegalStateException(
                    "chaos(…) must be called once in a run, but is called again;"
                            + " give one Chaos all families");
        }
        startup.requireAllStartedIfAny("chaos(…)");
        hasChaos = true;
        DrawnChaos drawnChaos = chaos.draw(engine);
        if (chaos.drawn()) {
            drawn.addAll(drawnChaos.describe());
        }
        families = drawnChaos.on().stream().map(on -> on.family().name()).toList();
        if (!families.isEmpty()) {
            nemesis = new Nemesis(
                    engine, front, cluster.faultLog(), drawnChaos.on(), drawnChaos.maxDown());
            nemesis.start();
        }
    }

    /** The first firing of a point in the run is told like a fault; its others are only counted. */
    private void pointFires(String point) {
        String description = "point " + point + " fires from here on";
        String event = Faults.pointEvents().get(point);
        if (event == null) {
            cluster.faultLog().add("point", description);
        } else {
            cluster.faultLog()
                    .inTheNameOf(
                            Faults.POINTS,
                            () -> cluster.faultLog().add("point", description + ": " + event));
        }
    }

    /** Starts a workload on every client node. */
    void run(Workload workload) {
        if (front.clients().isEmpty()) {
            throw new SimSetupException("workload " + workload.name()
                    + " needs a client node, but the cluster has none; set clients to at least 1");
        }
        workloads.add(workload);
        for (SimNode node : front.clients()) {
            if (node.hasSystem()) {
                workloads.startOn(node, workload);
            }
        }
    }

    void awaitDone(Workload workload) {
        Duration bound = cluster.settings().workloadWithin();
        if (!await(bound, workload::isDone)) {
            throw new RunFailedException(
                    Failure.Kind.PROPERTY,
                    RunProperties.WORKLOAD_ENDS,
                    workload.name() + " is not done within " + bound.toHours() + " virtual hours: "
                            + workload.operations());
        }
    }

    /** Ends the faults, and requires that the cluster recovers. */
    void heal() {
        startup.requireAllStarted("heal()");
        endIfViolated();
        phase = Phase.HEAL;
        if (nemesis != null) {
            nemesis.stop();
        }
        engine.points().end();
        cluster.heal();
        Duration converges = cluster.settings().convergeWithin();
        requireConverged(RunProperties.CLUSTER_CONVERGES, converges);
        if (cluster.settings().buffersDrain()) {
            requireDrained(cluster.settings().convergeWithin());
        }
        cluster.healed();
        endIfViolated();
        phase = Phase.CHECK;
        checkers.forEach(this::check);
    }

    /** A phase is over, and with it a run in which something was violated. */
    private void endIfViolated() {
        if (!violations.isEmpty()) {
            engine.finish();
            engine.sleep(0);
        }
    }

    /**
     * Takes in a checker's violation; the body goes on with the next one, unless the run is to end
     * at the first.
     */
    void check(Checker checker) {
        checker.violation(front).ifPresent(violation -> {
            engine.fail(Failure.Kind.PROPERTY, checker.property(), violation, null);
            if (engine.isFinished()) {
                engine.sleep(0);
            }
        });
    }

    /** Waits for all nodes to be Up. */
    private void requireConverged(String property, Duration bound) {
        if (!await(bound, () -> Convergence.missing(cluster).isEmpty())) {
            throw notWithin(property, bound, String.join("; ", Convergence.missing(cluster)));
        }
    }

    /**
     * Every buffer of sharding must be empty once, since what it waits for is there; under load it
     * soon fills again.
     */
    private void requireDrained(Duration bound) {
        Set<String> full = new LinkedHashSet<>(fullRegions());
        if (!await(bound, () -> {
            full.retainAll(fullRegions());
            return full.isEmpty();
        })) {
            throw notWithin(
                    RunProperties.BUFFERS_EMPTY,
                    bound,
                    "all nodes are Up, but sharding still buffers messages, at "
                            + String.join(", ", full));
        }
    }

    private List<String> fullRegions() {
        return PendingWork.fullRegions(ClusterInsight.of(cluster)).stream()
                .map(FullRegion::toString)
                .toList();
    }

    private static RunFailedException notWithin(String property, Duration bound, String why) {
        return new RunFailedException(
                Failure.Kind.PROPERTY, property, Waiting.notWithin(bound, why));
    }

    /** Waits in virtual time until a condition holds, and says whether it came to. */
    boolean await(Duration bound, BooleanSupplier condition) {
        return waiting.await(bound, condition);
    }
}
