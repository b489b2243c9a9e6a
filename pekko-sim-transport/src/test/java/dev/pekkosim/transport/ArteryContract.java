package dev.pekkosim.transport;

import static dev.pekkosim.transport.ContractWire.Node.FAR;
import static dev.pekkosim.transport.ContractWire.Node.NEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.transport.AwkwardSerializer.Awkward;
import dev.pekkosim.transport.ContractWire.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.UniqueAddress;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.QuarantinedEvent;
import org.apache.pekko.remote.artery.TestManagementCommands;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What two actor systems may expect of Artery and its wire. The same tests run over Artery TCP on
 * loopback and over the simulated wire, which shows that the one behaves as the other.
 */
abstract class ArteryContract {

    private static final String ONE_LANE =
            "pekko.remote.artery.advanced { inbound-lanes = 1, outbound-lanes = 1 }\n";
    private static final String LANES =
            "pekko.remote.artery.advanced { inbound-lanes = 4, outbound-lanes = 3 }\n";

    private static final int LARGEST_FRAME = 1 << 20;
    private static final int HEADERS = 1024;
    private static final String LARGE = "pekko.remote.artery {\n"
            + "large-message-destinations = [ \"/user/large\" ]\n"
            + "advanced.maximum-large-frame-size = " + LARGEST_FRAME + "\n"
            + "}\n";

    /** Nothing here takes as long as these defaults of Artery, which are for production. */
    private static final String HASTE = """
            pekko {
              loglevel = OFF
              stdout-loglevel = OFF
              actor.provider = remote
              actor.allow-java-serialization = off
              remote.use-unsafe-remote-features-outside-cluster = on
              remote.warn-unsafe-watch-outside-cluster = off
              remote.artery.advanced {
                outbound-restart-backoff = 100ms
                shutdown-flush-timeout = 200ms
                handshake-retry-interval = 200ms
                system-message-resend-interval = 200ms
                tcp.connection-timeout = 2s
              }
            }
            """;

    /** Nobody is found dead by missing heartbeats. */
    private static final String PATIENT =
            "pekko.remote.watch-failure-detector.acceptable-heartbeat-pause = 1h\n";

    private static final String ALERT = """
            pekko.remote.watch-failure-detector {
              heartbeat-interval = 100ms
              acceptable-heartbeat-pause = 3s
              unreachable-nodes-reaper-interval = 100ms
            }
            """;

    private static final String GIVE_UP =
            "pekko.remote.artery.advanced.give-up-system-message-after = 1s\n";

    private static final String FAILING =
            "pekko.remote.artery.advanced { test-mode = on, handshake-timeout = 3s }\n";

    private static final Duration A_WHILE = Duration.ofMillis(300);

    /** Executes a test over the wire, with settings of both nodes. */
    abstract void overTheWire(String settings, Consumer<ContractWire> body);

    /**
     * Executes a test in which a message is rejected that cannot be written or read. Artery loses
     * and logs it; a simulated run fails then, and must say what is wrong.
     */
    abstract void overTheWireWithRejection(
            String problem, String settings, Consumer<ContractWire> body);

    private void run(String settings, Consumer<ContractWire> body) {
        overTheWire(HASTE + PATIENT + settings, body);
    }

    private void runWithRejection(String problem, String settings, Consumer<ContractWire> body) {
        overTheWireWithRejection(problem, HASTE + PATIENT + settings, body);
    }

    // ---- ordinary messages

    @ParameterizedTest
    @ValueSource(strings = {ONE_LANE, LANES})
    void messages_ofEachPair_arriveInTheOrderSent(String settings) {
        run(settings, wire -> {
            List<NumberedPair> pairs = pairs(wire, 4);
            for (int i = 0; i < 10; i++) {
                pairs.forEach(pair -> pair.send(50));
            }
            pairs.forEach(NumberedPair::awaitAll);
            pairs.forEach(NumberedPair::sync);
            pairs.forEach(pair -> assertThat(pair.arrived())
                    .isEqualTo(IntStream.range(0, pair.sent()).boxed().toList()));
        });
    }

    /**
     * Between two resets a connection lives longer than {@code outbound-restart-backoff}. Otherwise
     * the fourth one ends the outbound stream for good, and if that has several lanes, Artery does
     * not make all of them anew.
     */
    @ParameterizedTest
    @ValueSource(strings = {ONE_LANE, LANES})
    void messages_acrossResets_comeOnceAtMostAndInOrder(String settings) {
        run(settings, wire -> {
            List<NumberedPair> pairs = pairs(wire, 4);
            for (int i = 0; i < 6; i++) {
                pairs.forEach(NumberedPair::sync);
                pairs.get(0).awaitSilence(A_WHILE);
                pairs.forEach(pair -> pair.send(100));
                wire.reset();
                pairs.forEach(pair -> pair.send(100));
            }
            pairs.forEach(NumberedPair::sync);
            pairs.forEach(pair -> pair.awaitSilence(A_WHILE));
            pairs.forEach(pair -> assertThat(pair.arrived()).isSorted().doesNotHaveDuplicates());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE_LANE, LANES})
    void cut_holdsMessages_whichAllArriveInOrderAfterTheRepair(String settings) {
        run(settings, wire -> {
            List<NumberedPair> pairs = pairs(wire, 2);
            for (int i = 0; i < 3; i++) {
                pairs.forEach(pair -> pair.send(50));
                pairs.forEach(NumberedPair::awaitAll);
                wire.cut();
                List<Integer> before =
                        pairs.stream().map(pair -> pair.arrived().size()).toList();
                pairs.forEach(pair -> pair.send(50));
                pairs.forEach(pair -> pair.awaitSilence(A_WHILE));
                assertThat(pairs).map(pair -> pair.arrived().size()).isEqualTo(before);
                wire.repair();
                pairs.forEach(NumberedPair::awaitAll);
            }
            pairs.forEach(NumberedPair::sync);
            pairs.forEach(pair -> assertThat(pair.arrived())
                    .isEqualTo(IntStream.range(0, pair.sent()).boxed().toList()));
        });
    }

    /** A number of senders on the near node, each with a receiver of its own on the far node. */
    private static List<NumberedPair> pairs(ContractWire wire, int count) {
        ActorSystem near = wire.start(NEAR);
        ActorSystem far = wire.start(FAR);
        List<NumberedPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Probe probe = new Probe();
            ActorRef sender = actor(wire, NEAR, near, new Probe().props(), "sender-" + i);
            actor(wire, FAR, far, probe.props(), "receiver-" + i);
            ActorRef receiver = resolve(wire, near, "receiver-" + i);
            pairs.add(new NumberedPair(wire, sender, receiver, probe));
        }
        return pairs;
    }

    // ---- large messages

    @Test
    void largeMessages_upToTheLargestFrame_arriveIntact() {
        run(LARGE, wire -> {
            Probe probe = new Probe();
            ActorRef large = startTwo(wire, probe.props(), "large");
            List<byte[]> sent = IntStream.of(1, 100_000, LARGEST_FRAME - HEADERS, 300_000, 2)
                    .mapToObj(ArteryContract::bytes)
                    .toList();
            sent.forEach(message -> tell(wire, NEAR, large, message));
            for (byte[] message : sent) {
                assertThat(probe.next(byte[].class)).isEqualTo(message);
            }
        });
    }

    @Test
    void largeMessage_beyondTheLargestFrame_isDroppedAndTheStreamGoesOn() {
        runWithRejection("it is larger than a frame", LARGE, wire -> {
            Probe probe = new Probe();
            Probe drops = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            actor(wire, FAR, far, probe.props(), "large");
            subscribe(wire, NEAR, near, drops, Dropped.class);
            ActorRef large = resolve(wire, near, "large");
            tell(wire, NEAR, large, bytes(10));
            assertThat(probe.next(byte[].class)).hasSize(10);
            tell(wire, NEAR, large, bytes(LARGEST_FRAME + 1));
            assertThat(drops.next(Dropped.class).reason())
                    .contains("Discarding oversized payload", "max allowed size " + LARGEST_FRAME);
            tell(wire, NEAR, large, bytes(11));
            assertThat(probe.next(byte[].class)).hasSize(11);
        });
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31 + i / 251 + size);
        }
        return bytes;
    }

    // ---- messages that cannot be written or read

    @Test
    void message_thatCannotBeWritten_isLostAndLaterOnesArrive() {
        rejected(Awkward.UNWRITABLE, "cannot be written, on purpose");
    }

    @Test
    void message_thatCannotBeRead_isLostAndLaterOnesArrive() {
        rejected(Awkward.UNREADABLE, "cannot be read, on purpose");
    }

    private void rejected(Awkward message, String problem) {
        runWithRejection(problem, AwkwardSerializer.SETTINGS, wire -> {
            Probe probe = new Probe();
            ActorRef receiver = startTwo(wire, probe.props(), "receiver");
            tell(wire, NEAR, receiver, "before");
            assertThat(probe.next()).isEqualTo("before");
            tell(wire, NEAR, receiver, message);
            tell(wire, NEAR, receiver, "after");
            assertThat(probe.next()).isEqualTo("after");
        });
    }

    // ---- system messages

    /**
     * An actor restarts once for each system message that orders it, and the order of the reasons
     * is theirs.
     */
    @Test
    void systemMessages_acrossResetsAndRepairedCuts_comeOnceEachAndInOrder() {
        run("", wire -> {
            Probe probe = new Probe();
            ActorRef restarting = startTwo(wire, probe.restarts(), "restarting");
            for (int i = 0; i < 60; i++) {
                restart(wire, restarting, i);
                switch (i % 20) {
                    case 6 -> wire.reset();
                    case 12 -> wire.cut();
                    case 15 -> wire.repair();
                    default -> {}
                }
            }
            for (int i = 0; i < 60; i++) {
                assertThat(probe.next()).isEqualTo(Integer.toString(i));
            }
            tell(wire, NEAR, restarting, "it is not suspended");
            assertThat(probe.next()).isEqualTo("it is not suspended");
            assertThat(probe.poll(A_WHILE)).isNull();
        });
    }

    @Test
    void watches_acrossResets_tellEachDeathOnce() {
        run("", wire -> {
            Probe deaths = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            ActorRef watcher = actor(wire, NEAR, near, deaths.props(), "watcher");
            List<ActorRef> there = new ArrayList<>();
            List<ActorRef> here = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                there.add(actor(wire, FAR, far, new Probe().props(), "watched-" + i));
                here.add(resolve(wire, near, "watched-" + i));
            }
            forEachWithResets(wire, here, actor -> tell(wire, NEAR, watcher, actor));
            List<ActorRef> unwatched = here.subList(0, 10);
            forEachWithResets(
                    wire, unwatched, actor -> tell(wire, NEAR, watcher, new Probe.Unwatch(actor)));
            forEachWithResets(
                    wire, there, actor -> tell(wire, FAR, actor, PoisonPill.getInstance()));
            Set<ActorRef> dead = new HashSet<>();
            while (dead.size() < 30) {
                Terminated death = deaths.next(Terminated.class);
                assertThat(dead.add(death.getActor())).isTrue();
                assertThat(death.getAddressTerminated()).isFalse();
            }
            assertThat(dead).containsExactlyInAnyOrderElementsOf(here.subList(10, 40));
            assertThat(deaths.poll(A_WHILE)).isNull();
        });
    }

    private static void forEachWithResets(
            ContractWire wire, List<ActorRef> actors, Consumer<ActorRef> action) {
        for (int i = 0; i < actors.size(); i++) {
            action.accept(actors.get(i));
            if (i % 13 == 8) {
                wire.reset();
            }
        }
    }

    // ---- deaths of systems

    @Test
    void systemThatEndsInOrder_tellsTheDeathsOfItsActors() {
        run("", wire -> {
            Probe deaths = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            ActorRef watcher = actor(wire, NEAR, near, deaths.props(), "watcher");
            ActorRef watched = watch(wire, near, far, watcher, "watched", deaths);
            wire.terminate(FAR);
            Terminated death = deaths.next(Terminated.class);
            assertThat(death.getActor()).isEqualTo(watched);
            assertThat(death.getAddressTerminated()).isFalse();
        });
    }

    /**
     * Watches an actor; the death of another one that was watched after it shows that the watch has
     * arrived.
     */
    private static ActorRef watch(
            ContractWire wire,
            ActorSystem near,
            ActorSystem far,
            ActorRef watcher,
            String name,
            Probe deaths) {
        actor(wire, FAR, far, new Probe().props(), name);
        ActorRef second = actor(wire, FAR, far, new Probe().props(), name + "-2");
        ActorRef watched = resolve(wire, near, name);
        ActorRef watchedSecond = resolve(wire, near, name + "-2");
        tell(wire, NEAR, watcher, watched);
        tell(wire, NEAR, watcher, watchedSecond);
        tell(wire, FAR, second, PoisonPill.getInstance());
        assertThat(deaths.next(Terminated.class).getActor()).isEqualTo(watchedSecond);
        return watched;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemThatCrashes_isQuarantinedAndWhatIsWatchedThereIsDead(boolean hostDead) {
        overTheWire(HASTE + ALERT, wire -> {
            Probe deaths = new Probe();
            Probe quarantines = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            UniqueAddress farAddress = uniqueAddress(far);
            ActorRef watcher = actor(wire, NEAR, near, deaths.props(), "watcher");
            subscribe(wire, NEAR, near, quarantines, QuarantinedEvent.class);
            ActorRef watched = watch(wire, near, far, watcher, "watched", deaths);
            assertThat(deaths.poll(Duration.ofSeconds(1))).isNull(); // heartbeats go to and fro
            wire.crash(FAR, hostDead);
            Terminated death = deaths.next(Terminated.class);
            assertThat(death.getActor()).isEqualTo(watched);
            assertThat(death.getAddressTerminated()).isTrue();
            assertThat(quarantines.next(QuarantinedEvent.class).uniqueAddress())
                    .isEqualTo(farAddress);
        });
    }

    @Test
    void systemThatStartsLater_isReached() {
        run("", wire -> {
            ActorSystem near = wire.start(NEAR);
            select(wire, NEAR, near, wire.path(FAR, "receiver"), "early");
            Probe probe = new Probe();
            assertThat(probe.poll(A_WHILE)).isNull();
            ActorSystem far = wire.start(FAR);
            actor(wire, FAR, far, probe.props(), "receiver");
            ActorRef receiver = resolve(wire, near, "receiver");
            tell(wire, NEAR, receiver, "hello");
            Object first = probe.next();
            assertThat("early".equals(first) ? probe.next() : first).isEqualTo("hello");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restartOnTheSameAddress_isANewSystem(boolean hostDead) {
        run("", wire -> {
            Probe former = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            long formerUid = uniqueAddress(far).uid();
            actor(wire, FAR, far, former.props(), "receiver");
            ActorRef formerRef = resolve(wire, near, "receiver");
            tell(wire, NEAR, formerRef, "first life");
            assertThat(former.next()).isEqualTo("first life");
            wire.crash(FAR, hostDead);

            Probe current = new Probe();
            Probe deadLetters = new Probe();
            ActorSystem again = wire.start(FAR);
            assertThat(uniqueAddress(again).uid()).isNotEqualTo(formerUid);
            assertThat(uniqueAddress(again).address())
                    .isEqualTo(uniqueAddress(far).address());
            subscribe(wire, FAR, again, deadLetters, DeadLetter.class);
            actor(wire, FAR, again, current.props(), "receiver");
            ActorRef currentRef = resolve(wire, near, "receiver");
            assertThat(currentRef.path().uid()).isNotEqualTo(formerRef.path().uid());
            tell(wire, NEAR, formerRef, "to the first life");
            tell(wire, NEAR, currentRef, "to the second life");
            assertThat(current.next()).isEqualTo("to the second life");
            assertThat(deadLetters.next(DeadLetter.class).message()).isEqualTo("to the first life");
            assertThat(current.poll(A_WHILE)).isNull();
            assertThat(former.poll(Duration.ZERO)).isNull();
        });
    }

    // ---- quarantine

    @Test
    void systemMessage_thatIsNotAcknowledged_endsInQuarantineUntilARestart() {
        run(GIVE_UP, wire -> {
            Probe restarts = new Probe();
            Probe nearProbe = new Probe();
            Probe quarantines = new Probe();
            Probe quarantined = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            actor(wire, FAR, far, restarts.restarts(), "restarting");
            actor(wire, NEAR, near, nearProbe.props(), "near");
            subscribe(wire, NEAR, near, quarantines, QuarantinedEvent.class);
            subscribe(wire, FAR, far, quarantined, ThisActorSystemQuarantinedEvent.class);
            ActorRef restarting = resolve(wire, near, "restarting");
            restart(wire, restarting, 0);
            assertThat(restarts.next()).isEqualTo("0");
            select(wire, FAR, far, wire.path(NEAR, "near"), "before");
            assertThat(nearProbe.next()).isEqualTo("before");

            wire.cut();
            restart(wire, restarting, 1);
            assertThat(quarantines.next(QuarantinedEvent.class).uniqueAddress())
                    .isEqualTo(uniqueAddress(far));
            wire.repair();
            ThisActorSystemQuarantinedEvent event = null;
            for (int i = 0; event == null && i < 200; i++) {
                tell(wire, NEAR, restarting, "quarantined");
                select(wire, FAR, far, wire.path(NEAR, "near"), "after");
                event = (ThisActorSystemQuarantinedEvent) quarantined.poll(A_WHILE);
            }
            assertThat(event)
                    .isEqualTo(new ThisActorSystemQuarantinedEvent(
                            uniqueAddress(far), uniqueAddress(near)));
            assertThat(nearProbe.poll(A_WHILE)).isNull();
            Object held = restarts.poll(A_WHILE); // what the cut held may come, but once at most
            assertThat(held).isIn(null, "1");
            assertThat(restarts.poll(Duration.ZERO)).isNull();

            wire.crash(FAR, false);
            Probe current = new Probe();
            ActorSystem again = wire.start(FAR);
            actor(wire, FAR, again, current.restarts(), "restarting");
            ActorRef currentRef = resolve(wire, near, "restarting");
            tell(wire, NEAR, currentRef, "new life");
            assertThat(current.next()).isEqualTo("new life");
            restart(wire, currentRef, 2);
            assertThat(current.next()).isEqualTo("2");
        });
    }

    // ---- inbound streams

    /**
     * Inbound streams that fail are made anew, but have forgotten up to which number they got
     * system messages, and the node's own control stream cannot shake hands any more. So it ends in
     * quarantine, first of the other node and then of this one.
     */
    @Test
    void inboundStreamThatFails_costsTheSystemMessagesAfterIt() {
        run(GIVE_UP + FAILING, wire -> {
            Probe restarts = new Probe();
            Probe quarantines = new Probe();
            ActorSystem near = wire.start(NEAR);
            ActorSystem far = wire.start(FAR);
            actor(wire, FAR, far, restarts.restarts(), "restarting");
            subscribe(wire, NEAR, near, quarantines, QuarantinedEvent.class);
            ActorRef restarting = resolve(wire, near, "restarting");
            restart(wire, restarting, 0);
            assertThat(restarts.next()).isEqualTo("0");
            wire.on(
                    FAR,
                    () -> provider(far)
                            .transport()
                            .managementCommand(new TestManagementCommands.FailInboundStreamOnce(
                                    new IllegalStateException("on purpose"))));
            tell(wire, NEAR, restarting, "mostly lost");
            Object arrived = null;
            for (int i = 0; !"after".equals(arrived) && i < 200; i++) {
                tell(wire, NEAR, restarting, "after");
                arrived = restarts.poll(A_WHILE);
            }
            assertThat(arrived).isEqualTo("after");
            restart(wire, restarting, 1);
            assertThat(quarantines.next(QuarantinedEvent.class).uniqueAddress())
                    .isEqualTo(uniqueAddress(far));
            Object next = restarts.poll(A_WHILE);
            while (next != null) {
                assertThat(next).isEqualTo("after");
                next = restarts.poll(A_WHILE);
            }
        });
    }

    // ---- words

    /**
     * Starts both systems with an actor on the far one, and returns it as the near one knows it.
     */
    private static ActorRef startTwo(ContractWire wire, Props props, String name) {
        ActorSystem near = wire.start(NEAR);
        ActorSystem far = wire.start(FAR);
        actor(wire, FAR, far, props, name);
        return resolve(wire, near, name);
    }

    private static ActorRef actor(
            ContractWire wire, Node node, ActorSystem system, Props props, String name) {
        return wire.on(node, () -> system.actorOf(props, name));
    }

    /**
     * Finds an actor of the far node; asks again until it is found, but not as long as a handshake
     * may take, whose end would make up for a connection that nobody tries again.
     */
    private static ActorRef resolve(ContractWire wire, ActorSystem near, String name) {
        for (int attempt = 0; attempt < 15; attempt++) {
            List<ActorRef> found = wire.on(
                            NEAR,
                            () -> near.actorSelection(wire.path(FAR, name))
                                    .resolveOne(Duration.ofSeconds(1)))
                    .<List<ActorRef>>handle(
                            (ref, failure) -> ref == null ? List.of() : List.of(ref))
                    .toCompletableFuture()
                    .join();
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new AssertionError(name + " is not found");
    }

    private static void tell(ContractWire wire, Node node, ActorRef receiver, Object message) {
        wire.on(node, () -> {
            receiver.tell(message, ActorRef.noSender());
            return true;
        });
    }

    private static void select(
            ContractWire wire, Node node, ActorSystem system, String path, Object message) {
        wire.on(node, () -> {
            system.actorSelection(path).tell(message, ActorRef.noSender());
            return true;
        });
    }

    private static void restart(ContractWire wire, ActorRef actor, int number) {
        wire.on(NEAR, () -> {
            InternalActorRef internal = (InternalActorRef) actor;
            internal.suspend();
            internal.restart(new Reason(Integer.toString(number)));
            return true;
        });
    }

    private static void subscribe(
            ContractWire wire, Node node, ActorSystem system, Probe probe, Class<?> event) {
        wire.on(node, () -> system.eventStream().subscribe(system.actorOf(probe.props()), event));
    }

    private static RemoteActorRefProvider provider(ActorSystem system) {
        return (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
    }

    private static UniqueAddress uniqueAddress(ActorSystem system) {
        return ((ArteryTransport) provider(system).transport()).localAddress();
    }

    /** Why an actor is to restart; the number of the order. */
    private static final class Reason extends RuntimeException {

        private static final long serialVersionUID = 1;

        Reason(String number) {
            super(number, null, false, false);
        }
    }
}
