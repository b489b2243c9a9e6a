// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import dev.pekkosim.cli.spi.Benchmarks.Request;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SpawnProtocol;

/** Our dispatcher against Pekko's own with one thread. */
final class DispatcherCost implements Benchmark {

    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2;

    private static final String ONE_THREAD = """
            pekko.actor {
              provider = local
              default-dispatcher {
                executor = fork-join-executor
                fork-join-executor { parallelism-min = 1, parallelism-max = 1 }
              }
            }
            """;

    /**
     * Main class of both JVMs.
     *
     * @param arguments which side
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(Sides.REAL)) {
            ActorSystem<SpawnProtocol.Command> system = Sides.real(ONE_THREAD);
            Sides.serve(index -> Sides.real(system, DispatcherLoads.ALL.get(index)));
        } else {
            Sides.serve(index ->
                    Sides.simulated(1, index, DispatcherLoads.ALL.get(index), cluster -> {}));
        }
    }

    @Override
    public Figures measure(Request request, Consumer<String> progress) throws IOException {
        return new Contest(DispatcherCost.class, "Pekko's own", DispatcherLoads.ALL)
                .measure(request.rounds().orElse(ROUNDS), WARM_UP, progress);
    }
}
