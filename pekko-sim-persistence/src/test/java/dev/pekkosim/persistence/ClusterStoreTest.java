package dev.pekkosim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.pekkosim.engine.Failure;
import dev.pekkosim.engine.Outcome;
import dev.pekkosim.engine.step.StepKind;
import dev.pekkosim.persistence.StoreRun.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {

    @Test
    void of_isOneStorePerRun() {
        StoreRun.passes(1, run -> assertThat(ClusterStore.of(run.engine)).isSameAs(run.store));
    }

    @Test
    void write_answersInTheNameOfTheWriter() {
        StoreRun.passes(2, run -> {
            Answer<Void> answer = run.write(run.first, "a", 1, 2);
            run.settle();
            assertThat(answer.arrived).isTrue();
            assertThat(answer.error).isNull();
            assertThat(answer.arrivedOn).isSameAs(run.first);
            assertThat(StoreRun.numbers(run.replay("a", 1, 2, 9).value())).containsExactly(1L, 2L);
        });
    }

    @Test
    void write_takesTheLatencyTwice() {
        StoreRun.passes(3, run -> {
            long start = run.engine.now();
            long[] commit = {0};
            run.store.onCommit(committed -> commit[0] = run.engine.now());
            Answer<Void> answer = run.write(run.first, "a", 1);
            while (!answer.arrived) {
                run.engine.sleep(10_000);
            }
            assertThat(commit[0] - start).isBetween(1_000_000L, 10_500_000L);
            assertThat(run.engine.now() - commit[0]).isBetween(1_000_000L, 10_500_000L);
        });
    }

    /** Each request draws its own latency, so that without lanes some seed would reorder them. */
    @Test
    void writes_ofOneNodeAndId_keepOrder() {
        for (long seed = 0; seed < 30; seed++) {
            StoreRun.passes(seed, run -> {
                List<Integer> answered = new ArrayList<>();
                run.engine.submit(run.first, StepKind.TASK, 1, () -> {
                    for (int i = 1; i <= 10; i++) {
                        int number = i;
                        CompletionStage<Void> written = run.store.write(
                                run.first, StoreRun.LATENCY, StoreRun.rows("a", number));
                        written.thenRun(() -> answered.add(number));
                    }
                });
                run.settle();
                assertThat(run.commits)
                        .containsExactly(
                                "a/1", "a/2", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9",
                                "a/10");
                assertThat(answered).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            });
        }
    }

    @Test
    void writes_ofDifferentIds_overtakeEachOther() {
        List<String> orders = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            StoreRun.passes(seed, run -> {
                run.write(run.first, "a", 1);
                run.write(run.first, "b", 1);
                run.settle();
                orders.add(String.join(" ", run.commits));
            });
        }
        assertThat(orders).contains("a/1 b/1", "b/1 a/1");
    }

    @Test
    void read_afterWriteOfTheSameNode_seesIt() {
        for (long seed = 0; seed < 30; seed++) {
            StoreRun.passes(seed, run -> {
                run.write(run.first, "a", 1);
                run.engine.sleep(20_000);
                Answer<Long> highest = run.ask(
                        run.first,
                        () -> run.store.highestSequenceNr(run.first, StoreRun.LATENCY, "a"));
                assertThat(highest.value()).isEqualTo(1);
            });
        }
    }

    @Test
    void write_ofATakenNumber_isRefusedWhole() {
        StoreRun.passes(4, run -> {
            run.write(run.first, "a", 1, 2);
            run.settle();
            Answer<Void> late = run.write(run.second, "a", 2, 3);
            run.settle();
            assertThat(late.error)
                    .isInstanceOf(DuplicateKeyException.class)
                    .hasMessage("sequence number 2 of persistence id 'a' is taken;"
                            + " it was written by another writer");
            assertThat(run.commits).containsExactly("a/1", "a/2");
            assertThat(run.highest("a")).isEqualTo(2);
        });
    }

    @Test
    void write_inFlightWhenItsNodeDies_commitsButIsNotAnswered() {
        StoreRun.passes(5, run -> {
            Answer<Void> answer = run.write(run.first, "a", 1);
            run.engine.sleep(500_000);
            assertThat(run.commits).isEmpty();
            run.engine.kill(run.first);
            run.settle();
            assertThat(run.commits).containsExactly("a/1");
            assertThat(answer.arrived).isFalse();
            assertThat(run.highest("a")).isEqualTo(1);
        });
    }

    @Test
    void answer_inFlightWhenItsNodeDies_isDropped() {
        StoreRun.passes(6, run -> {
            Answer<Void> answer = run.write(run.first, "a", 1);
            while (run.commits.isEmpty()) {
                run.engine.sleep(10_000);
            }
            run.engine.kill(run.first);
            run.settle();
            assertThat(answer.arrived).isFalse();
        });
    }

    @Test
    void listener_seesTheObjectAndTheWriter() {
        StoreRun.passes(7, run -> {
            List<Committed> seen = new ArrayList<>();
            run.store.onCommit(seen::add);
            List<JournalRow> rows = StoreRun.rows("a", 1);
            run.ask(run.first, () -> run.store.write(run.first, StoreRun.LATENCY, rows));
            assertThat(seen).hasSize(1);
            assertThat(seen.get(0).event()).isSameAs(rows.get(0).event());
            assertThat(seen.get(0).writer()).isSameAs(run.first);
        });
    }

    @Test
    void listenerThatThrows_failsTheRun() {
        Outcome outcome = StoreRun.outcome(8, run -> {
            run.store.onCommit(committed -> {
                throw new IllegalStateException("no such account");
            });
            run.write(run.first, "a", 1);
            run.settle();
        });
        Failure failure = outcome.failure();
        assertThat(failure).extracting(Failure::message, STRING).contains("no such account");
    }

    @Test
    void delete_keepsTheHighestNumberAndTheNumbersTaken() {
        StoreRun.passes(9, run -> {
            run.write(run.first, "a", 1, 2, 3);
            run.settle();
            run.ask(run.first, () -> run.store.deleteTo(run.first, StoreRun.LATENCY, "a", 3));
            assertThat(run.replay("a", 1, 3, 9).value()).isEmpty();
            assertThat(run.highest("a")).isEqualTo(3);
            Answer<Void> again = run.write(run.first, "a", 3);
            run.settle();
            assertThat(again.error).isInstanceOf(DuplicateKeyException.class);
        });
    }

    @Test
    void snapshots_loadTheLatestThatMatches() {
        StoreRun.passes(10, run -> {
            for (long number = 1; number <= 3; number++) {
                SnapshotRow row = SnapshotTableTest.row(number * 10, number * 100);
                run.ask(run.first, () -> run.store.save(run.first, StoreRun.LATENCY, row));
            }
            SnapshotRange upTo20 = new SnapshotRange(0, 20, 0, Long.MAX_VALUE);
            assertThat(run.ask(
                                    run.second,
                                    () -> run.store.latest(
                                            run.second, StoreRun.LATENCY, "a", upTo20))
                            .value())
                    .extracting(SnapshotRow::sequenceNr)
                    .containsExactly(20L);
            run.ask(run.second, () -> run.store.delete(run.second, StoreRun.LATENCY, "a", upTo20));
            SnapshotRange all = new SnapshotRange(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);
            assertThat(run.ask(
                                    run.second,
                                    () -> run.store.latest(run.second, StoreRun.LATENCY, "a", all))
                            .value())
                    .extracting(SnapshotRow::sequenceNr)
                    .containsExactly(30L);
            assertThat(run.ask(
                                    run.second,
                                    () -> run.store.latest(
                                            run.second, StoreRun.LATENCY, "a", upTo20))
                            .value())
                    .isEmpty();
        });
    }

    @Test
    void sameSeed_hasSameHash() {
        long[] hashes = new long[2];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = StoreRun.passes(11, run -> {
                        run.write(run.first, "a", 1);
                        run.write(run.second, "b", 1);
                        run.settle();
                    })
                    .hash();
        }
        assertThat(hashes[0]).isEqualTo(hashes[1]);
    }
}
