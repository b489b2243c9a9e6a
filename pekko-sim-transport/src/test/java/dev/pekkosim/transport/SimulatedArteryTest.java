package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Failure;
import java.util.function.Consumer;

/** The contract over the simulated wire, each test with several seeds. */
class SimulatedArteryTest extends ArteryContract {

    private static final int SEEDS = 10;

    @Override
    void overTheWire(String settings, Consumer<ContractWire> body) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                Nodes.run(seed, settings, nodes -> body.accept(new SimulatedWire(nodes)));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    void overTheWireWithRejection(String problem, String settings, Consumer<ContractWire> body) {
        Failure failure = Nodes.execute(1, settings, nodes -> body.accept(new SimulatedWire(nodes)))
                .failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.SERIALIZATION);
        assertThat(failure.message()).contains(problem);
    }
}
