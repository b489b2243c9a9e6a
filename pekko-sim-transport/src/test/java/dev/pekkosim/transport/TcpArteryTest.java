package dev.pekkosim.transport;

import java.util.function.Consumer;

/** The contract over real Artery TCP. */
class TcpArteryTest extends ArteryContract {

    @Override
    void overTheWire(String settings, Consumer<ContractWire> body) {
        try (TcpWire wire = new TcpWire(settings)) {
            body.accept(wire);
        }
    }

    @Override
    void overTheWireWithRejection(String problem, String settings, Consumer<ContractWire> body) {
        overTheWire(settings, body);
    }
}
