package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.testkit.cluster.Convergence;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs of {@link TestApp}. */
public final class TestRuns {

    public static final long SEED = 0x2aL;

    private static final Config CONFIG = ConfigFactory.load("test-app");

    private TestRuns() {}

    public static SimClusterTestKit.Builder builder(int nodes) {
        return SimClusterTestKit.campaign("test").nodes(nodes).clients(0).config(CONFIG);
    }

    public static Config config(String changes) {
        return ConfigFactory.parseString(changes).withFallback(CONFIG);
    }

    public static Campaign campaign(int nodes, Body body) {
        return builder(nodes).body(body).build();
    }

    /** Executes a run that must pass; what an assertion in its body throws is thrown here. */
    public static RunResult passes(int nodes, Body body) {
        return passed(campaign(nodes, body).run(SEED));
    }

    public static RunResult passed(RunResult result) {
        Failure failure = result.failure();
        if (failure == null) {
            return result;
        }
        Throwable cause = failure.cause();
        if (cause instanceof AssertionError error) {
            throw error;
        }
        throw new AssertionError(
                failure.kind() + " " + failure.property() + ": " + failure.message(), cause);
    }

    /** Executes a run that must fail. */
    public static Failure fails(int nodes, Body body) {
        return failed(campaign(nodes, body).run(SEED));
    }

    public static Failure failed(RunResult result) {
        Failure failure = result.failure();
        if (failure == null) {
            throw new AssertionError("the run passed, but must fail");
        }
        return failure;
    }

    /** Crashes a node in one of the two ways. */
    public static void crash(SimNode node, boolean hostDead) {
        if (hostDead) {
            node.crashHost();
        } else {
            node.crashProcess();
        }
    }

    /** Why a node does not see so many members as Up, or null if it does. */
    public static @Nullable String missing(SimNode node, int members) {
        return Convergence.missing(node.node, members);
    }

    /**
     * Does something behind the cluster's back: no fault of the report, and heal does not end it.
     */
    public static void later(Duration delay, Runnable act) {
        Engine engine = engine();
        engine.schedule(engine.driver(), delay.toNanos(), StepKind.TIMER, 0, act);
    }

    /** The engine of the run that this is called in. */
    public static Engine engine() {
        return Objects.requireNonNull(Engine.current());
    }
}
