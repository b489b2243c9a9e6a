package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.engine.Failure;

/** Runs of {@link TestApp}. */
final class TestRuns {

    static final long SEED = 0x2aL;

    private static final Config CONFIG = ConfigFactory.load("test-app");

    private TestRuns() {}

    static SimClusterTestKit.Builder builder(int nodes) {
        return SimClusterTestKit.campaign("test").nodes(nodes).clients(0).config(CONFIG);
    }

    static Config config(String changes) {
        return ConfigFactory.parseString(changes).withFallback(CONFIG);
    }

    static Campaign campaign(int nodes, Body body) {
        return builder(nodes).body(body).build();
    }

    /** Executes a run that must pass; what an assertion in its body throws is thrown here. */
    static RunResult passes(int nodes, Body body) {
        return passed(campaign(nodes, body).run(SEED));
    }

    static RunResult passed(RunResult result) {
        Failure failure = result.failure();
        if (failure == null) {
            return result;
        }
        Throwable cause = failure.cause();
        if (cause != null && cause.getCause() instanceof AssertionError error) {
            throw error;
        }
        throw new AssertionError(
                failure.kind() + " " + failure.property() + ": " + failure.message(), cause);
    }

    /** Executes a run that must fail. */
    static Failure fails(int nodes, Body body) {
        return failed(campaign(nodes, body).run(SEED));
    }

    static Failure failed(RunResult result) {
        Failure failure = result.failure();
        if (failure == null) {
            throw new AssertionError("the run passed, but must fail");
        }
        return failure;
    }

    /** Crashes a node in one of the two ways. */
    static void crash(SimNode node, boolean hostDead) {
        if (hostDead) {
            node.crashHost();
        } else {
            node.crashProcess();
        }
    }
}
