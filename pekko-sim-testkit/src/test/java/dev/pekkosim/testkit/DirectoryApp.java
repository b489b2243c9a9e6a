package dev.pekkosim.testkit;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * As {@link TestApp}, with what else a cluster has: each node lists an echo with the receptionist,
 * listens to the listings, and searches for them every second; and there is a singleton.
 */
final class DirectoryApp {

    private static final ServiceKey<TestApp.Message> ECHOES =
            ServiceKey.create(TestApp.Message.class, "echoes");

    private final TestApp app = new TestApp();

    TestApp app() {
        return app;
    }

    Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ActorSystem<Void> system = context.getSystem();
            ActorRef<TestApp.Message> listed = context.spawn(app.echo(), "listed");
            // When the receptionist has begun, so that the registration is a step of its own.
            context.scheduleOnce(
                    Duration.ofSeconds(1),
                    system.receptionist(),
                    Receptionist.register(ECHOES, listed));
            ActorRef<Receptionist.Listing> listener = context.spawn(listener("listed"), "listener");
            system.receptionist().tell(Receptionist.subscribe(ECHOES, listener));
            ActorRef<Receptionist.Listing> found = context.spawn(listener("found"), "found");
            context.spawn(finder(found), "finder");
            ActorRef<MemberEvent> members = context.spawn(members(), "members");
            Cluster.get(system).subscriptions().tell(Subscribe.create(members, MemberEvent.class));
            ClusterSingleton.get(system).init(SingletonActor.of(single(), "single"));
            return app.rememberingGuardian();
        });
    }

    private Behavior<Receptionist.Listing> listener(String how) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(listing -> {
            app.happened(
                    context.getSystem(),
                    how + " " + listing.getServiceInstances(ECHOES).size());
            return Behaviors.same();
        }));
    }

    private static Behavior<String> finder(ActorRef<Receptionist.Listing> found) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay("find", Duration.ofSeconds(1));
            return Behaviors.receiveMessage(find -> {
                context.getSystem().receptionist().tell(Receptionist.find(ECHOES, found));
                return Behaviors.same();
            });
        }));
    }

    private Behavior<MemberEvent> members() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(event -> {
            app.happened(
                    context.getSystem(),
                    event.member().address().host().get() + " " + event.member().status());
            return Behaviors.same();
        }));
    }

    private Behavior<String> single() {
        return Behaviors.setup(context -> {
            app.happened(context.getSystem(), "singleton");
            return Behaviors.empty();
        });
    }
}
