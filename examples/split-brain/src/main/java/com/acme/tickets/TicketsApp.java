package com.acme.tickets;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;

/** Offices and counters: the office is a singleton, and every node can buy of it. */
public final class TicketsApp {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private TicketsApp() {}

    /** Starts a node, whatever its role. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            office(context.getSystem());
            return Behaviors.empty();
        });
    }

    /** Completes with a ticket. */
    public static CompletionStage<Office.Ticket> buy(ActorSystem<?> system) {
        return AskPattern.ask(office(system), Office.Buy::new, TIMEOUT, system.scheduler());
    }

    /** Runs the singleton where it belongs, and leads to it everywhere. */
    private static ActorRef<Office.Buy> office(ActorSystem<?> system) {
        ClusterSingletonSettings settings =
                ClusterSingletonSettings.create(system).withRole("office");
        return ClusterSingleton.get(system)
                .init(SingletonActor.of(Office.create(), "office").withSettings(settings));
    }
}
