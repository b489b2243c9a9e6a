package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.testkit.TestApp.Message;
import dev.pekkosim.testkit.TestApp.Note;
import dev.pekkosim.testkit.cluster.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final int CUT_AFTER = 30;
    private static final int REPAIRED_AFTER = 80;
    private static final int LAST = 100;
    private static final List<String> ALL =
            IntStream.rangeClosed(1, LAST).mapToObj(Integer::toString).toList();

    /** The cut lasts one virtual second, which is shorter than the failure detector waits. */
    @Test
    void partition_holdsBothDirections_untilRepairDeliversInOrder() {
        TestApp app = new TestApp();
        TestRuns.passes(3, cluster -> {
            cluster.startAll(app::guardian);
            ActorRef<Message> eastward = echo(cluster, "node-1", "node-2");
            ActorRef<Message> westward = echo(cluster, "node-2", "node-1");
            ActorRef<Message> aside = echo(cluster, "node-1", "node-3");
            long delivered = 0;
            List<String> east = List.of();
            List<String> west = List.of();
            for (int i = 1; i <= LAST; i++) {
                eastward.tell(new Note(Integer.toString(i)));
                westward.tell(new Note(Integer.toString(i)));
                aside.tell(new Note(Integer.toString(i)));
                cluster.sleep(Duration.ofMillis(20));
                if (i == CUT_AFTER) {
                    cluster.partition(List.of("node-1"), List.of("node-2"));
                    delivered = deliveredBetween(cluster, "node-1", "node-2");
                    east = app.events("node-2");
                    west = app.events("node-1");
                    assertThat(east).isNotEmpty();
                    assertThat(west).isNotEmpty();
                } else if (i == REPAIRED_AFTER) {
                    assertThat(app.events("node-2")).isEqualTo(east);
                    assertThat(app.events("node-1")).isEqualTo(west);
                    assertThat(deliveredBetween(cluster, "node-1", "node-2")).isEqualTo(delivered);
                    assertThat(app.events("node-3")).hasSizeGreaterThan(CUT_AFTER + 40);
                    cluster.repairAll();
                }
            }
            cluster.sleep(Duration.ofSeconds(1));
            assertThat(app.events("node-2")).isEqualTo(ALL);
            assertThat(app.events("node-1")).isEqualTo(ALL);
            assertThat(app.events("node-3")).isEqualTo(ALL);
            assertThat(cluster.network().cuts()).isEmpty();
            assertThat(cluster.faults())
                    .extracting(Fault::description)
                    .containsExactly("partition node-1 | node-2", "repair all");
        });
    }

    @Test
    void partition_longerThanTheFailureDetector_makesMembersUnreachable() {
        TestRuns.passes(2, cluster -> {
            cluster.startAll(new TestApp()::guardian);
            cluster.partition(List.of("node-1"), List.of("node-2"));
            cluster.sleep(Duration.ofSeconds(8));
            assertThat(TestRuns.missing(cluster.node("node-1"), 2)).contains("unreachable: node-2");
            assertThat(TestRuns.missing(cluster.node("node-2"), 2)).contains("unreachable: node-1");
        });
    }

    private static ActorRef<Message> echo(SimCluster cluster, String from, String to) {
        return TestApp.actor(cluster.node(from).system(), to, "echo");
    }

    private static long deliveredBetween(SimCluster cluster, String a, String b) {
        return cluster.network().link(a, b).frames().delivered()
                + cluster.network().link(b, a).frames().delivered();
    }
}
