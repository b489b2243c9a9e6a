// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.faults;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.dispatcher.SimSystems;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.RunFailedException;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.testkit.cluster.FaultLog;
import dev.pekkosim.testkit.cluster.SilentLogger;
import dev.pekkosim.testkit.spi.FaultContext;
import dev.pekkosim.testkit.spi.FaultFamily;
import dev.pekkosim.testkit.spi.Intensity;
import dev.pekkosim.testkit.spi.TargetCluster;
import dev.pekkosim.testkit.spi.TargetNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Lets fault families draw and apply their faults, and mend them after a while. It is a typed
 * behavior in an actor system of its own, which belongs to no node and never fails; its messages
 * are what the families have scheduled.
 *
 * @hidden
 */
@Internal
public final class Nemesis {

    private static final String NAME = "nemesis";

    private static final Config CONFIG = SimSystems.overrides()
            .withFallback(ConfigFactory.parseMap(Map.of(
                    "pekko.actor.provider", "local",
                    "pekko.library-extensions", List.of(),
                    "pekko.actor.typed.library-extensions", List.of(),
                    "pekko.stdout-loglevel", "OFF",
                    "pekko.loglevel", "ERROR",
                    "pekko.use-slf4j", "off",
                    "pekko.loggers", List.of(SilentLogger.class.getName()))))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();

    /**
     * What a family does now.
     *
     * @param family its name
     * @param what what it does
     */
    private record Act(String family, Runnable what) {}

    private final TargetCluster cluster;
    private final FaultLog faultLog;
    private final Engine engine;
    private final List<DrawnFamily> families;
    private final int maxDown;
    private final Incarnation own;

    /**
     * Makes a nemesis that does nothing yet.
     *
     * @param cluster what it breaks
     * @param faultLog takes in what it applies
     * @param families those that are on
     * @param maxDown most servers down at once
     */
    public Nemesis(
            Engine engine,
            TargetCluster cluster,
            FaultLog faultLog,
            List<DrawnFamily> families,
            int maxDown) {
        this.cluster = cluster;
        this.engine = engine;
        this.faultLog = faultLog;
        this.families = families;
        this.maxDown = maxDown;
        this.own = engine.incarnation(cluster.nodes().size(), 0, NAME);
    }

    public void start() {
        engine.submit(own, StepKind.TASK, 0, () -> ActorSystem.create(behavior(), NAME, CONFIG));
    }

    /** No fault is added or mended any more; the healing of the cluster mends what is left. */
    public void stop() {
        engine.kill(own);
    }

    private Behavior<Act> behavior() {
        return Behaviors.setup(actor -> {
            for (DrawnFamily drawn : families) {
                Context context = new Context(actor, drawn);
                act(drawn.family().name(), () -> drawn.family().start(context));
            }
            return Behaviors.receiveMessage(message -> {
                act(message.family(), message.what());
                return Behaviors.same();
            });
        });
    }

    private void act(String family, Runnable what) {
        try {
            faultLog.inTheNameOf(family, what);
        } catch (RunFailedException e) {
            engine.fail(e.kind(), e.property(), String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | AssertionError e) {
            engine.fail(
                    Failure.Kind.EXCEPTION,
                    "no fault family fails",
                    "the fault family " + family + " failed: " + e,
                    e);
        }
    }

    /** The run as one family sees it. */
    private final class Context implements FaultContext {

        private final ActorContext<Act> actor;
        private final FaultFamily family;
        private final Intensity intensity;
        private final DecisionStream decisions;

        Context(ActorContext<Act> actor, DrawnFamily drawn) {
            this.actor = actor;
            this.family = drawn.family();
            this.intensity = drawn.intensity();
            this.decisions = engine.decisions().stream(Purpose.FAULT, family.name());
        }

        @Override
        public TargetCluster cluster() {
            return cluster;
        }

        @Override
        public DecisionStream decisions() {
            return decisions;
        }

        @Override
        public Intensity intensity() {
            return intensity;
        }

        @Override
        public int budget() {
            int down = 0;
            for (TargetNode node : cluster.servers()) {
                boolean stays = node.isRunning() && !node.isPaused() && !node.isLeaving();
                down += stays ? 0 : 1;
            }
            return Math.max(0, maxDown - down);
        }

        @Override
        public List<String> mayGoDown() {
            return budget() == 0
                    ? List.of()
                    : cluster.servers().stream()
                            .filter(node -> node.isRunning() && !node.isPaused())
                            .map(TargetNode::name)
                            .toList();
        }

        @Override
        public void after(Duration from, Duration to, Runnable act) {
            long delay = decisions.between(from.toNanos(), to.toNanos());
            actor.scheduleOnce(
                    Duration.ofNanos(delay), actor.getSelf(), new Act(family.name(), act));
        }

        @Override
        public void applied(String kind, String description) {
            faultLog.add(kind, description);
        }
    }
}
