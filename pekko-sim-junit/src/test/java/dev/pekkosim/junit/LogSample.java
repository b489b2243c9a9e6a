package dev.pekkosim.junit;

import dev.pekkosim.testkit.SimCluster;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A method whose failing run logs; {@link RunLogTest} executes it. */
class LogSample {

    private static final Logger LOG = LoggerFactory.getLogger("com.acme.Test");

    @SimTest(nodes = 2, clients = 0, seeds = 1, config = "logged")
    void logs(SimCluster cluster) {
        cluster.startAll(LogSample::guardian);
        LOG.warn("{} of {}", 1, 2, new IllegalStateException("as it happens"));
        LOG.debug("not told");
        cluster.sleep(Duration.ofSeconds(5));
        cluster.node("node-2").crashHost();
        cluster.sleep(Duration.ofSeconds(5));
        throw new IllegalStateException("as ever");
    }

    private static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            context.getLog().info("at work");
            return Behaviors.empty();
        });
    }
}
