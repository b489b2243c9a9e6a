package dev.pekkosim.testkit.torture;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.pekkosim.testkit.Campaign;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An application that asks everything that a real JVM answers differently each time. Each source
 * has an actor of its own, whose child is named after the answers; so an answer that differs shows
 * in the hash, and the divergence report names the source.
 */
final class Torture {

    /** By the name of their treatment; only one if a system property says so. */
    static final Map<String, Source> SOURCES = sources();

    /** How many there are on JDK 17. */
    static final int SOURCES_ON_17 = 13;

    private static final Config CONFIG = ConfigFactory.load("test-app");

    /** The answers of the last execution. */
    private Map<String, String> answers = new TreeMap<>();

    private static Map<String, Source> sources() {
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put("clocks", Values::clocks);
        sources.put("random", Values::random);
        sources.put("secure-random", Values::secureRandom);
        sources.put("uuids", Values::uuids);
        sources.put("identity-hashes", Orders::identityHashes);
        sources.put("collection-order", Orders::collectionOrder);
        sources.put("counters", Values::counters);
        sources.put("threads", Work::threads);
        sources.put("monitors", Work::monitors);
        sources.put("fork-join", Work::forkJoin);
        sources.put("delayed-futures", Work::delayedFutures);
        sources.put("waiting", Work::waiting);
        sources.put("machine", Values::machine);
        if (Runtime.version().feature() >= 21 && !Boolean.getBoolean("torture.same-on-17")) {
            sources.put("virtual-threads", Work::virtualThreads);
        }
        String only = System.getProperty("torture.only");
        if (only != null) {
            sources.keySet().retainAll(List.of(only));
        }
        return sources;
    }

    /** The answers of the last execution, by source. */
    Map<String, String> answers() {
        return answers;
    }

    /** The campaign, with changes of its configuration. */
    Campaign campaign(String changes) {
        return SimClusterTestKit.campaign("torture")
                .nodes(1)
                .clients(0)
                .config(ConfigFactory.parseString(changes).withFallback(CONFIG))
                .beforeRun(() -> Values.OWN_COUNTER.set(0))
                .body(cluster -> {
                    Map<String, String> seen = new TreeMap<>();
                    cluster.startAll(() -> guardian(seen));
                    boolean all = cluster.await(
                            Duration.ofMinutes(1), () -> seen.size() == SOURCES.size());
                    answers = seen;
                    if (!all) {
                        Set<String> silent = new TreeSet<>(SOURCES.keySet());
                        silent.removeAll(seen.keySet());
                        throw new AssertionError("these sources did not answer: " + silent);
                    }
                })
                .build();
    }

    private static Behavior<Void> guardian(Map<String, String> seen) {
        return Behaviors.setup(context -> {
            SOURCES.forEach((name, source) ->
                    context.spawn(asking(name, source, seen), name, DispatcherSelector.blocking()));
            return Behaviors.empty();
        });
    }

    private static Behavior<Void> asking(String name, Source source, Map<String, String> seen) {
        return Behaviors.setup(context -> {
            String answer = source.ask(context);
            context.spawn(Behaviors.empty(), "answered-" + Integer.toHexString(answer.hashCode()));
            context.getLog().debug("{} answered {}", name, answer);
            seen.put(name, answer);
            return Behaviors.empty();
        });
    }
}
