package dev.pekkosim.junit;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A thread that no run owns, and that touches an actor system which it is handed. */
final class Outsider {

    private static final CompletableFuture<ActorSystem<?>> HANDED = new CompletableFuture<>();

    private Outsider() {}

    /** To be called outside of any run. */
    static Thread start() {
        Thread thread = new Thread(
                () -> HANDED.join().systemActorOf(Behaviors.empty(), "escaped", Props.empty()),
                "an outsider");
        thread.start();
        return thread;
    }

    static void hand(ActorSystem<?> system) {
        HANDED.complete(system);
    }
}
