// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks, before anything is simulated, whether all hooks have their place in the Pekko that is
 * used. A class that loads without the place is reported by the transformer, so all classes with a
 * hook are loaded here; most of them would be loaded by the first run. A class that is not there at
 * all would never load, and so its hook would be missing silently: it must be there if its artifact
 * is. Points, without which runs can be simulated as well, are looked for by {@link PointCheck}.
 */
final class HookCheck {

    /**
     * For each artifact with a hook a class that is in it, whatever the release: one that
     * applications or their configuration name.
     */
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("pekko-buggify", "dev/pekkosim/buggify/Ratio"),
            Map.entry("scala-library", "scala/Option"),
            Map.entry("config", "com/typesafe/config/Config"),
            Map.entry("pekko-actor", "org/apache/pekko/actor/ActorSystem"),
            Map.entry("pekko-actor-typed", "org/apache/pekko/actor/typed/ActorSystem"),
            Map.entry("pekko-stream", "org/apache/pekko/stream/Materializer"),
            Map.entry("pekko-remote", "org/apache/pekko/remote/PhiAccrualFailureDetector"),
            Map.entry("pekko-cluster", "org/apache/pekko/cluster/Cluster"),
            Map.entry(
                    "pekko-cluster-sharding", "org/apache/pekko/cluster/sharding/ClusterSharding"),
            Map.entry("pekko-distributed-data", "org/apache/pekko/cluster/ddata/DistributedData"),
            Map.entry("pekko-persistence", "org/apache/pekko/persistence/AbstractPersistentActor"),
            Map.entry(
                    "pekko-persistence-typed", "org/apache/pekko/persistence/typed/PersistenceId"),
            Map.entry(
                    "pekko-actor-testkit-typed",
                    "org/apache/pekko/actor/testkit/typed/javadsl/ActorTestKit"),
            Map.entry("pekko-testkit", "org/apache/pekko/testkit/javadsl/TestKit"));

    private final ClassLoader pekko;

    HookCheck(ClassLoader pekko) {
        this.pekko = pekko;
    }

    /** The class that tells whether an artifact is there. */
    static String sign(String jar) {
        String sign = SIGNS.get(jar);
        if (sign == null) {
            throw new IllegalStateException(
                    "no class is known by which to tell that " + jar + " is on the class path");
        }
        return sign;
    }

    /**
     * Loads the classes with a hook.
     *
     * @param rows the hooks
     * @param atLoad what the transformer did not find
     * @return one sentence for each hook without its place
     */
    List<String> missing(List<MethodTarget> rows, MissingHooks atLoad) {
        Release running = Release.running(pekko);
        Set<String> sentences = new LinkedHashSet<>();
        for (MethodTarget row : rows) {
            if (row.isRequired()
                    && row.isExpectedIn(running)
                    && !isThere(row.owner())
                    && hasArtifact(pekko, row.jar())) {
                sentences.add(row.missingClass());
            }
        }
        sentences.addAll(atLoad.list(running));
        return new ArrayList<>(sentences);
    }

    private boolean isThere(String internalName) {
        try {
            Class.forName(internalName.replace('/', '.'), false, pekko);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (LinkageError e) {
            return true; // it lacks a class of another artifact, so whoever uses it hears of that
        }
    }

    /** Whether an artifact is on the class path. */
    static boolean hasArtifact(ClassLoader pekko, String jar) {
        return pekko.getResource(sign(jar) + ".class") != null;
    }
}
