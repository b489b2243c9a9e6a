package dev.pekkosim.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pekkosim.testkit.cluster.ReplacedSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.Test;

/** That a campaign says which settings of the application its runs do not have. */
class ReplacedSettingsTest {

    /** As a team has it in production. There is no such class, so a run would fail that used it. */
    private static final String JDBC = """
            pekko.persistence.journal.plugin = jdbc-journal
            jdbc-journal.class = "com.example.JdbcJournal"
            """;

    @Test
    void journalOfTheApplication_isNotWrittenTo_andThatIsSaid() {
        List<String> written = new ArrayList<>();
        Campaign campaign = TestRuns.builder(1)
                .config(TestRuns.config(JDBC))
                .body(cluster -> {
                    cluster.startAll(() -> new Order(written));
                    cluster.node("node-1").system().tell("paid");
                    assertThat(cluster.await(Duration.ofSeconds(5), () -> !written.isEmpty()))
                            .isTrue();
                })
                .build();

        TestRuns.passed(campaign.run(TestRuns.SEED));
        assertThat(campaign.replacedSettings())
                .extracting(ReplacedSetting::key, ReplacedSetting::yours, ReplacedSetting::ours)
                .contains(tuple(
                        "pekko.persistence.journal.plugin",
                        "jdbc-journal",
                        "pekko.sim.cluster-journal"));
        assertThat(campaign.replacedSettings().toString())
                .contains("pekko.persistence.journal.plugin: yours jdbc-journal, ours"
                        + " pekko.sim.cluster-journal (The stores belong to the simulated cluster");
    }

    /** Keeps what it is told. */
    private static final class Order extends EventSourcedBehavior<String, String, String> {

        private final List<String> written;

        Order(List<String> written) {
            super(PersistenceId.ofUniqueId("order"));
            this.written = written;
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<String, String, String> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onAnyCommand(command ->
                            Effect().persist(command).thenRun(() -> written.add(command)));
        }

        @Override
        public EventHandler<String, String> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> event);
        }
    }
}
