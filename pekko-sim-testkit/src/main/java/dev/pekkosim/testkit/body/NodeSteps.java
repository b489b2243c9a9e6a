// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.body;

import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.testkit.cluster.SimulatedCluster;
import dev.pekkosim.testkit.cluster.SimulatedNode;
import dev.pekkosim.testkit.insight.NodeInsight;
import dev.pekkosim.testkit.text.Nearest;
import dev.pekkosim.testkit.text.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a run has done on a node, as a step of it.
 *
 * @hidden
 */
@Internal
public final class NodeSteps {

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final Engine engine;
    private final SimulatedCluster cluster;

    public NodeSteps(SimulatedCluster cluster) {
        this.engine = cluster.engine();
        this.cluster = cluster;
    }

    /**
     * Has code run as a step of a node, and waits for its end.
     *
     * @return what it returned
     * @throws NoAnswerError if it does not end in time, or the node ends before it does
     */
    public <T> T run(SimulatedNode node, Supplier<T> code) {
        BodyBounds.requireBody(engine, "runOn", "code on a node can call what is there without it");
        long begun = engine.now();
        CompletableFuture<Ended<T>> done = new CompletableFuture<>();
        Incarnation life = node.run(() -> done.complete(ended(code)));
        Deaths deaths = engine.service(Deaths.class, Deaths::new);
        Runnable died = () -> done.complete(new Ended<>(null, null, true));
        deaths.watch(life, died);
        Duration within = cluster.settings().answerWithin();
        Ended<T> ended = Answers.answerWithin(engine, within, done);
        deaths.forget(died);
        if (ended == null) {
            throw new NoAnswerError(
                    "the code that runs on " + node.name() + " has not ended within "
                            + Units.bound(within) + NoAnswer.why(cluster, begun),
                    null);
        }
        if (ended.isDead()) {
            throw new NoAnswerError(
                    "the code that ran on " + node.name() + " has not ended, and never will: "
                            + node.name() + " has ended" + NoAnswer.why(cluster, begun),
                    null);
        }
        return ended.result();
    }

    private static <T> Ended<T> ended(Supplier<T> code) {
        try {
            return new Ended<>(code.get(), null, false);
        } catch (VirtualMachineError e) { // the node ends, or the JVM is out of something
            throw e;
        } catch (Throwable e) {
            return new Ended<>(null, e, false);
        }
    }

    /**
     * How code ended: with a value, which may be null, with what it threw, or as its node did. What
     * it threw is thrown on, from there to where the body waits.
     */
    private record Ended<T>(@Nullable T value, @Nullable Throwable thrown, boolean isDead) {

        T result() {
            if (thrown != null) {
                thrown.setStackTrace(Stream.concat(
                                Arrays.stream(thrown.getStackTrace()),
                                Arrays.stream(new Throwable().getStackTrace()))
                        .toArray(StackTraceElement[]::new));
                throw Ended.<RuntimeException>as(thrown);
            }
            return value(value);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The code threw it.
        private static <E extends Throwable> E as(Throwable thrown) throws E {
            throw (E) thrown;
        }

        @SuppressWarnings("NullAway") // What the code returns is the caller's.
        private static <T> T value(@Nullable T value) {
            return value;
        }
    }

    /** Who waits for something that only a life of a node can bring. */
    private static final class Deaths {

        private record Watch(Incarnation life, Runnable died) {}

        private final List<Watch> watches = new ArrayList<>();

        Deaths(Engine engine) {
            engine.onDeath(dead -> List.copyOf(watches).stream()
                    .filter(watch -> watch.life() == dead)
                    .forEach(watch -> watch.died().run()));
        }

        void watch(Incarnation life, Runnable died) {
            watches.add(new Watch(life, died));
        }

        void forget(Runnable died) {
            watches.removeIf(watch -> watch.died() == died);
        }
    }

    /**
     * An actor of a node, by its path; or any actor as a node sees it, by its path with address.
     *
     * @throws IllegalArgumentException if nothing comes to live at a path without address
     */
    public <T> ActorRef<T> resolve(SimulatedNode node, String path) {
        BodyBounds.requireBody(engine, "resolve", "an actor resolves with ActorRefResolver");
        if (path.startsWith("pekko://")) {
            return ActorRefResolver.get(node.system()).resolveActorRef(path);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path of an actor must begin with / or"
                    + " pekko://, but is '" + path + "'; an actor that the guardian has started is"
                    + " at /user/" + path);
        }
        Duration within = cluster.settings().startWithin();
        engine.await(within.toNanos(), POLL_NANOS, () -> NodeInsight.of(node).lives(path));
        return NodeInsight.of(node)
                .ref(path)
                .map(ref -> Adapter.<T>toTyped(ref))
                .orElseThrow(() ->
                        new IllegalArgumentException(noActor(NodeInsight.of(node), path, within)));
    }

    private static String noActor(NodeInsight node, String path, Duration within) {
        String parent = path.substring(0, path.lastIndexOf('/'));
        List<String> siblings = node.children(parent);
        return "no actor has come to live at " + path + " on " + node.name() + " within "
                + Units.bound(within) + "; below "
                + (parent.isEmpty() ? "/" : parent)
                + (siblings.isEmpty() ? " there is none" : " are " + siblings)
                + Nearest.of(path, siblings)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }
}
