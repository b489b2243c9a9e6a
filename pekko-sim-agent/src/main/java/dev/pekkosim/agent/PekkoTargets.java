// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of places in Pekko and in the Scala library that get a hook. They hold for Pekko 1.0 to
 * 1.7; where another release differs, {@link SimAgent#missingHooks(ClassLoader)} tells.
 */
final class PekkoTargets {

    private static final String PEKKO = "org/apache/pekko/";
    private static final String DISPATCHER = PEKKO + "dispatch/Dispatcher";
    private static final String BALANCING = PEKKO + "dispatch/BalancingDispatcher";
    private static final String ENVELOPE = PEKKO + "dispatch/Envelope";
    private static final String SYSTEM_MESSAGE = PEKKO + "dispatch/sysmsg/SystemMessage";
    private static final String PROVIDER = PEKKO + "remote/RemoteActorRefProvider";
    private static final String SERIALIZER = PEKKO + "remote/MessageSerializer$";
    private static final String CONFIG = "com/typesafe/config/impl/";
    private static final String JOIN_CHECK = PEKKO + "cluster/JoinConfigCompatChecker$";
    private static final String ARTERY = PEKKO + "remote/artery/";

    private static final Map<String, List<MethodTarget>> BY_OWNER = byOwner(
            // The one place through which each actor system passes, be it typed or classic, and
            // whether its configuration was handed over or loaded.
            new ArgumentHook(
                    "pekko-actor",
                    PEKKO + "actor/ActorSystemImpl",
                    "<init>",
                    "Ljava/lang/String;Lcom/typesafe/config/Config;",
                    "systemConfig"),
            new ArgumentHook(
                    "pekko-actor-typed",
                    PEKKO + "actor/typed/internal/adapter/GuardianStartupBehavior$",
                    "apply",
                    "L" + PEKKO + "actor/typed/Behavior;",
                    "guardian"),
            new ExecutorFactoryHook(DISPATCHER),
            new DispatchHook(DISPATCHER, "dispatch", ENVELOPE),
            new DispatchHook(DISPATCHER, "systemDispatch", SYSTEM_MESSAGE),
            new DispatchHook(BALANCING, "dispatch", ENVELOPE),
            BodyHook.alwaysBefore(
                            PEKKO + "actor/ActorCell",
                            "handleInvokeFailure",
                            "(Lscala/collection/immutable/Iterable;Ljava/lang/Throwable;)V",
                            "actorFailed")
                    .in("pekko-actor"),
            // What a typed actor's own supervision catches does not come to its cell.
            BodyHook.alwaysBefore(
                            PEKKO + "actor/typed/internal/AbstractSupervisor",
                            "isInstanceOfTheThrowableClass",
                            "(Ljava/lang/Throwable;)Z",
                            "supervised")
                    .in("pekko-actor-typed"),
            new TransportHook(PROVIDER, "init", ARTERY + "tcp/ArteryTcpTransport"),
            new TransportHook(PROVIDER, "init", ARTERY + "aeron/ArteryAeronUdpTransport"),
            new SerializationHook(SERIALIZER, "serializeForArtery", ARTERY + "OutboundEnvelope"),
            new SerializationHook(SERIALIZER, "deserializeForArtery", "java/lang/String"),
            new ClassConstantHook(
                    Treatment.OUTSIDE,
                    "pekko-actor",
                    PEKKO + "io/TcpExt",
                    "<init>",
                    PEKKO + "io/TcpManager",
                    "tcpManager"),
            BodyHook.before(
                            Treatment.OUTSIDE,
                            PEKKO + "stream/impl/io/OutgoingConnectionStage",
                            "createLogicAndMaterializedValue",
                            "(L" + PEKKO + "stream/Attributes;*",
                            "connects")
                    .in("pekko-stream"),
            io("UdpExt", "udp"),
            io("UdpConnectedExt", "udpConnected"),
            BodyHook.before(
                            Treatment.OUTSIDE,
                            PROVIDER,
                            "init",
                            "(L" + PEKKO + "actor/ActorSystemImpl;)V",
                            "remoting")
                    .in("pekko-remote"),
            manualTime("scaladsl", "apply"),
            manualTime("javadsl", "get"),
            new AskHook(),
            new ScalaRandomHook(),
            BodyHook.ofStatic(
                            Treatment.COUNTERS,
                            "scala/sys/ShutdownHookThread$",
                            "hookName",
                            "()Ljava/lang/String;",
                            "shutdownHookName")
                    .in("scala-library"),
            new CheckOnceHook(),
            new ManifestsHook(),
            // What the configuration is checked against.
            new MemoHook(
                    "config",
                    CONFIG + "SimpleConfig",
                    "withoutPath",
                    "(Ljava/lang/String;)L" + CONFIG + "SimpleConfig;",
                    0,
                    1),
            // Each look-up of a setting, and each map of settings, parses paths.
            new TextMemoHook(
                    "config",
                    CONFIG + "Path",
                    "newPath",
                    "(Ljava/lang/String;)L" + CONFIG + "Path;"),
            new SelfMergeHook(),
            // The application's with the reference, in each life of a node.
            MemoHook.merge(
                    CONFIG + "SimpleConfig",
                    "withFallback",
                    "(Lcom/typesafe/config/ConfigMergeable;)L" + CONFIG + "SimpleConfig;"),
            // Lists all keys of the configuration for every message of a node that looks for the
            // cluster. Which of them are sensitive is said by the configuration itself.
            new MemoHook(
                    "pekko-cluster",
                    JOIN_CHECK,
                    "removeSensitiveKeys",
                    "(Lcom/typesafe/config/Config;L" + PEKKO
                            + "cluster/ClusterSettings;)Lscala/collection/immutable/Seq;",
                    1,
                    1),
            // Then makes another one of them.
            new MemoHook(
                    "pekko-cluster",
                    JOIN_CHECK,
                    "filterWithKeys",
                    "(Lscala/collection/immutable/Seq;Lcom/typesafe/config/Config;)"
                            + "Lcom/typesafe/config/Config;",
                    2,
                    1),
            new CarrierValuesHook(
                    "pekko-remote",
                    PEKKO + "remote/serialization/ActorRefResolveThreadLocalCache",
                    "threadLocalCache"),
            counter("actor", "event/EventStreamUnsubscriber$", "start", 0),
            counter("actor", "event/ActorClassificationUnsubscriber$", "start", 0),
            counter("stream", "stream/impl/SeqActorNameImpl", "next", 0),
            counter("remote", "remote/artery/FlushBeforeDeathWatchNotification$", "nextName", 0),
            counter("persistence", "persistence/Eventsourced", "$init$", 1),
            counter(
                    "persistence-typed",
                    "persistence/typed/internal/EventSourcedBehaviorImpl$WriterIdentity$",
                    "newIdentity",
                    1),
            counter("distributed-data", "cluster/ddata/OneVersionVector", "increment", 1),
            counter("distributed-data", "cluster/ddata/ManyVersionVector", "increment", 1),
            counter(
                    "actor-testkit-typed",
                    "actor/testkit/typed/scaladsl/ActorTestKit$",
                    "apply",
                    0),
            counter(
                    "actor-testkit-typed",
                    "actor/testkit/typed/internal/TestProbeImpl",
                    "<init>",
                    0),
            counter("testkit", "testkit/TestKitBase", "testActor", 0),
            counter("testkit", "testkit/TestActorRef$", "randomName", 0));

    static {
        for (PointHook point : PekkoPointTargets.ROWS) {
            add(BY_OWNER, point);
        }
    }

    private PekkoTargets() {}

    private static MethodTarget io(String extension, String hook) {
        return BodyHook.beforeStatic(
                        Treatment.OUTSIDE, PEKKO + "io/" + extension, "<init>", "(*", hook)
                .in("pekko-actor");
    }

    private static MethodTarget manualTime(String dsl, String method) {
        return BodyHook.before(
                        Treatment.OUTSIDE,
                        PEKKO + "actor/testkit/typed/" + dsl + "/ManualTime$",
                        method,
                        "(L" + PEKKO + "actor/typed/ActorSystem;*",
                        "manualTime")
                .in("pekko-actor-testkit-typed");
    }

    private static MethodTarget counter(String artifact, String owner, String method, int initial) {
        return new CounterHook("pekko-" + artifact, PEKKO + owner, method, initial);
    }

    private static Map<String, List<MethodTarget>> byOwner(MethodTarget... targets) {
        Map<String, List<MethodTarget>> map = new LinkedHashMap<>();
        for (MethodTarget target : targets) {
            if (!target.isApplied()) {
                continue;
            }
            add(map, target);
        }
        return map;
    }

    private static void add(Map<String, List<MethodTarget>> map, MethodTarget target) {
        List<MethodTarget> list = map.get(target.owner());
        if (list == null) {
            list = new ArrayList<>();
            map.put(target.owner(), list);
        }
        list.add(target);
    }

    /** The targets in a class; empty for nearly every class. */
    static List<MethodTarget> in(String internalName) {
        List<MethodTarget> targets = BY_OWNER.get(internalName);
        return targets == null ? List.of() : targets;
    }

    /** All targets. */
    static List<MethodTarget> all() {
        List<MethodTarget> all = new ArrayList<>();
        for (List<MethodTarget> targets : BY_OWNER.values()) {
            all.addAll(targets);
        }
        return all;
    }

    /** Internal names of all classes with a target. */
    static List<String> owners() {
        return new ArrayList<>(BY_OWNER.keySet());
    }
}
