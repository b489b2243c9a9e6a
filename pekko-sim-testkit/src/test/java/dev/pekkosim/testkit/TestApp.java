package dev.pekkosim.testkit;

import dev.pekkosim.testkit.cluster.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A small application, which notes what happens on each of its nodes. Made anew for each run. */
public final class TestApp {

    public static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

    private static final EntityTypeKey<Message> ENTITY =
            EntityTypeKey.create(Message.class, "entity");

    /** What its actors send; bound to {@link TestSerializer}. */
    public sealed interface Message {}

    /**
     * Wants an answer.
     *
     * @param text comes back
     * @param replyTo takes the answer
     */
    public record Say(String text, ActorRef<Said> replyTo) implements Message {}

    /**
     * The answer.
     *
     * @param text what was said
     * @param node who answers
     * @param from the actor that answers, with its uid
     */
    public record Said(String text, String node, ActorRef<Message> from) implements Message {}

    /**
     * Wants no answer.
     *
     * @param text what is noted
     */
    public record Note(String text) implements Message {}

    private static final EntityTypeKey<Message> REMEMBERED =
            EntityTypeKey.create(Message.class, "remembered");

    private final Map<String, List<String>> events = new TreeMap<>();

    /** What happened on a node so far, oldest first. */
    public List<String> events(String node) {
        return List.copyOf(events.getOrDefault(node, List.of()));
    }

    public void happened(ActorSystem<?> system, String event) {
        events.computeIfAbsent(hostOf(system), node -> new ArrayList<>()).add(event);
    }

    /** An echo at {@code /user/echo}, sharded echoes, and a guardian that notes its end. */
    public Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            ActorSystem<?> system = context.getSystem();
            context.spawn(echo(), "echo");
            ClusterSharding.get(system).init(Entity.of(ENTITY, entity -> echo()));
            return Behaviors.receive(Void.class)
                    .onSignal(PostStop.class, signal -> {
                        happened(system, "guardian stopped");
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    /** As {@link #guardian}, with a second type of entities, which sharding remembers. */
    public Behavior<Void> rememberingGuardian() {
        return Behaviors.setup(context -> {
            ActorSystem<?> system = context.getSystem();
            ClusterSharding.get(system)
                    .init(Entity.of(REMEMBERED, entity -> echo())
                            .withSettings(ClusterShardingSettings.create(system)
                                    .withRememberEntities(true)));
            return guardian();
        });
    }

    /** Answers what is said, and notes every message. */
    public Behavior<Message> echo() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(message -> {
            if (message instanceof Say say) {
                happened(context.getSystem(), say.text());
                say.replyTo()
                        .tell(new Said(say.text(), hostOf(context.getSystem()), context.getSelf()));
            } else if (message instanceof Note note) {
                happened(context.getSystem(), note.text());
            }
            return Behaviors.same();
        }));
    }

    /** A reference without uid to an actor of any node, for use on one node. */
    public static ActorRef<Message> actor(ActorSystem<?> system, String host, String name) {
        return ActorRefResolver.get(system)
                .resolveActorRef("pekko://" + system.name() + "@" + host + ":" + Deployment.PORT
                        + "/user/" + name);
    }

    /** Says something to an actor, and waits for the answer. */
    public static Said ask(ActorSystem<?> system, ActorRef<Message> actor, String text) {
        return answer(say(system, actor, text));
    }

    /** Says something to an actor. */
    public static CompletionStage<Said> say(
            ActorSystem<?> system, ActorRef<Message> actor, String text) {
        return AskPattern.ask(
                actor, replyTo -> new Say(text, replyTo), ASK_TIMEOUT, system.scheduler());
    }

    /** Says something to an entity, and waits for the answer. */
    public static Said askEntity(ActorSystem<?> system, String id, String text) {
        return answer(ClusterSharding.get(system)
                .entityRefFor(ENTITY, id)
                .ask(replyTo -> new Say(text, replyTo), ASK_TIMEOUT));
    }

    /** Says something to an entity of either type. */
    public static CompletionStage<Said> sayTo(
            ActorSystem<?> system, boolean remembered, String id, String text) {
        return ClusterSharding.get(system)
                .entityRefFor(remembered ? REMEMBERED : ENTITY, id)
                .ask(replyTo -> new Say(text, replyTo), ASK_TIMEOUT);
    }

    private static Said answer(CompletionStage<Said> asked) {
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    public static String hostOf(ActorSystem<?> system) {
        return system.address().host().get();
    }
}
