package dev.pekkosim.versions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.agent.SimAgent;
import dev.pekkosim.testkit.SimClusterTestKit;
import java.security.CodeSource;
import org.apache.pekko.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite runs with the Pekko that it is meant to run with, and with no other. */
class ClassPathTest {

    @Test
    void hook_ofEveryArtifact_hasItsPlace() {
        assertThat(SimAgent.missingHooks(ClassPathTest.class.getClassLoader())).isEmpty();
    }

    /** Not classes that were compiled for this version. */
    @Test
    void simulator_isTheJarOfTheOtherModules() {
        assertThat(SimClusterTestKit.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith(".jar");
    }

    @Test
    void pekko_thatRuns_isTheVersionUnderTest() {
        assertThat(Version.current()).isEqualTo(Tested.version());
    }

    /** One class of each artifact with a hook, and of the others that the bank uses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor.ActorSystem",
                "actor.testkit.typed.javadsl.ActorTestKit",
                "actor.typed.ActorSystem",
                "cluster.Cluster",
                "cluster.ddata.Replicator",
                "cluster.sharding.ClusterSharding",
                "cluster.sharding.typed.javadsl.ClusterSharding",
                "cluster.singleton.ClusterSingletonManager",
                "cluster.typed.Cluster",
                "coordination.lease.javadsl.Lease",
                "event.slf4j.Slf4jLogger",
                "persistence.AbstractPersistentActor",
                "persistence.query.Offset",
                "persistence.typed.PersistenceId",
                "remote.RemoteActorRefProvider",
                "serialization.jackson.JacksonSerializer",
                "stream.Materializer",
                "testkit.javadsl.TestKit"
            })
    void artifact_ofPekko_isOfTheVersionUnderTest(String type) throws Exception {
        CodeSource source =
                Class.forName("org.apache.pekko." + type).getProtectionDomain().getCodeSource();

        assertThat(source.getLocation().getPath()).endsWith("_2.13-" + Tested.version() + ".jar");
    }
}
