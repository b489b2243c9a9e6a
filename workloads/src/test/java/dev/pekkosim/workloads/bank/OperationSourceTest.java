package dev.pekkosim.workloads.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.decision.DecisionStream;
import dev.pekkosim.engine.decision.Purpose;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.testkit.OperationCounts;
import dev.pekkosim.workloads.bank.BankOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationSourceTest {

    private static final BankOptions OPTIONS = BankOptions.DEFAULT.accounts(2).count(3);

    private final OperationSource source = new OperationSource(OPTIONS);
    private final DecisionStream stream = stream(1);
    private boolean alive = true;
    private final ClientLife life = source.begin(() -> alive);

    static DecisionStream stream(long seed) {
        return new Engine(seed, Limits.DEFAULT).decisions().stream(Purpose.WORKLOAD);
    }

    private BankOperation next(ClientLife of) {
        return source.next(of, stream).orElseThrow();
    }

    private void setUp() {
        for (int i = 0; i < 4; i++) {
            source.done(life, next(life));
        }
    }

    @Test
    void setUp_comesFirstAndIsNotCounted() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(next(life).id());
        }
        assertThat(ids)
                .containsExactly(
                        "create-account-1",
                        "create-account-2",
                        "first-account-1",
                        "first-account-2");
        assertThat(source.next(life, stream)).isEmpty();
        List.copyOf(life.inFlight()).forEach(operation -> source.done(life, operation));
        assertThat(next(life).id()).isEqualTo("op-1");
        assertThat(source.books().counts()).isEqualTo(OperationCounts.NONE);
    }

    @Test
    void setUpWithoutReply_isIssuedAgain() {
        BankOperation first = next(life);
        source.unknown(life, first);
        assertThat(next(life)).isEqualTo(first);
    }

    @Test
    void everyOperation_endsOnce() {
        setUp();
        source.done(life, next(life));
        source.failed(life, next(life));
        BankOperation last = next(life);
        assertThat(source.next(life, stream)).isEmpty();
        assertThat(source.isExhausted()).isTrue();
        assertThat(source.isDone()).isFalse();
        source.unknown(life, last);
        assertThat(source.isDone()).isTrue();
        assertThat(source.books().counts()).isEqualTo(new OperationCounts(1, 1, 1));
    }

    @Test
    void death_makesWhatIsInFlightUnknown() {
        setUp();
        next(life);
        next(life);
        alive = false;
        ClientLife second = source.begin(() -> true);
        assertThat(source.books().counts()).isEqualTo(new OperationCounts(0, 0, 2));
        source.done(second, next(second));
        assertThat(source.isDone()).isTrue();
    }

    @Test
    void death_duringSetUp_issuesItAgain() {
        BankOperation first = next(life);
        alive = false;
        ClientLife second = source.begin(() -> true);
        assertThat(next(second)).isEqualTo(first);
        assertThat(source.books().counts()).isEqualTo(OperationCounts.NONE);
    }

    @Test
    void draw_usesTheWholeAlphabetAndDistinctAccounts() {
        OperationDraw draw = new OperationDraw(BankOptions.DEFAULT);
        List<BankOperation> drawn =
                Stream.generate(() -> draw.next(stream)).limit(1_000).toList();
        assertThat(draw.isDone()).isTrue();
        assertThat(drawn).extracting(BankOperation::kind).contains(Kind.values());
        assertThat(drawn).extracting(BankOperation::id).doesNotHaveDuplicates();
        assertThat(drawn)
                .filteredOn(operation -> operation.kind() == Kind.TRANSFER)
                .noneMatch(operation -> operation.to().equals(operation.account()));
        assertThat(drawn)
                .filteredOn(operation -> List.of(Kind.DEPOSIT, Kind.WITHDRAW, Kind.TRANSFER)
                        .contains(operation.kind()))
                .allMatch(operation -> operation.cents() > 0 && operation.cents() <= 100_00);
        assertThat(draw.allAccounts())
                .containsAll(drawn.stream().map(BankOperation::account).toList());
    }

    @Test
    void draw_isFixedByTheSeed() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    private static List<BankOperation> drawn(long seed) {
        OperationDraw draw = new OperationDraw(BankOptions.DEFAULT);
        DecisionStream drawnFrom = stream(seed);
        return Stream.generate(() -> draw.next(drawnFrom)).limit(100).toList();
    }
}
