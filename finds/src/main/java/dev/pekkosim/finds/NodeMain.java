// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.serialization.Serialization;
import org.slf4j.LoggerFactory;

/**
 * The JVM of a {@link JvmNode}: one member of a cluster, with actors that are watched and one that
 * watches. It ends when nobody gives commands any more.
 *
 * <p>Commands: {@code target NAME} starts an actor and says what its path is, {@code stop NAME}
 * ends it, {@code watch PATH} watches one, and says so when it hears of its end.
 */
final class NodeMain {

    static final String HOST = "127.0.0.1";

    /** Begins a line that Pekko logged: then comes the time in milliseconds. */
    static final String LOG = "log ";

    /** Begins what the program says. */
    static final String SAYS = "says ";

    /** Begins what it says when a watched actor has ended: then comes its path. */
    static final String TERMINATED = "terminated ";

    private static final String SETTINGS = """
            pekko {
              actor.provider = cluster
              loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
              logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
              remote.artery.canonical { hostname = "%s", port = %s }
              cluster.seed-nodes = ["pekko://finds@%s:%s"]
            }
            """;

    /**
     * Begins what it says of its view, whenever that has changed: how many members are Up, and how
     * many answered lately.
     */
    static final String STATE = "state ";

    private static final long STATE_MILLIS = 100;
    private static final Duration LATELY = Duration.ofSeconds(1);

    private final ExtendedActorSystem system;
    private final Traffic traffic = new Traffic();
    private final ActorRef watcher;

    private NodeMain(ExtendedActorSystem system) {
        this.system = system;
        traffic.join(system);
        watcher = system.actorOf(Props.create(Watcher.class, Watcher::new), "watcher");
    }

    /**
     * Runs the node until the end of the commands.
     *
     * @param words its port, the port of the node that it asks to let it in, and its settings
     */
    public static void main(String[] words) throws IOException {
        String port = words[0];
        String seed = words[1];
        logToOutput();
        NodeMain node = new NodeMain((ExtendedActorSystem) ActorSystem.create(
                TcpNode.SYSTEM,
                ConfigFactory.parseString(SETTINGS.formatted(HOST, port, HOST, seed))
                        .withFallback(ConfigFactory.parseString(words[2]))
                        .withFallback(ConfigFactory.load())));
        Thread teller = new Thread(node::tellState, "state");
        teller.setDaemon(true);
        teller.start();
        try (BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                String[] command = line.split(" ", 2);
                node.execute(command[0], command[1]);
            }
        }
        // Whoever gave the commands is gone, and with it all interest in an end in order.
        Runtime.getRuntime().halt(0);
    }

    private static void logToOutput() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OutputLog log = new OutputLog();
        log.setContext(context);
        log.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.DEBUG);
        root.addAppender(log);
    }

    private static void say(String text) {
        System.out.println(SAYS + text);
    }

    // ---- commands

    private void execute(String command, String argument) {
        switch (command) {
            case "target" -> startTarget(argument);
            case "stop" ->
                system.actorSelection("/user/" + argument)
                        .tell(PoisonPill.getInstance(), ActorRef.noSender());
            case "watch" -> watcher.tell(argument, ActorRef.noSender());
            default -> throw new IllegalArgumentException("there is no command '" + command + "'");
        }
    }

    private void startTarget(String name) {
        ActorRef target = system.actorOf(Props.create(Target.class, Target::new), name);
        say(name + " " + Serialization.serializedActorPath(target));
    }

    private void tellState() {
        Cluster cluster = Cluster.get(system);
        String last = "";
        while (!Thread.currentThread().isInterrupted()) {
            int up = 0;
            int answering = 0;
            for (Member member : cluster.state().getMembers()) {
                up += member.status().equals(MemberStatus.up()) ? 1 : 0;
                answering +=
                        traffic.isAnswered(cluster.selfAddress(), member.address(), LATELY) ? 1 : 0;
            }
            String state = state(up, answering);
            if (!state.equals(last)) {
                say(state);
                last = state;
            }
            try {
                Thread.sleep(STATE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String state(int up, int answering) {
        return STATE + up + " Up, " + answering + " answering";
    }

    // ---- actors

    /** Is watched. */
    private static final class Target extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder().build();
        }
    }

    /** Watches what it is told to, and says what it is told of. */
    private static final class Watcher extends AbstractActor {

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, this::watch)
                    .match(Terminated.class, this::tell)
                    .build();
        }

        private void watch(String path) {
            getContext()
                    .watch(((ExtendedActorSystem) getContext().getSystem())
                            .provider()
                            .resolveActorRef(path));
        }

        private void tell(Terminated terminated) {
            say(TERMINATED + terminated.getActor().path().toSerializationFormat());
        }
    }

    /** Writes each line of the log with its time. */
    private static final class OutputLog extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            String line = LOG + event.getTimeStamp() + " " + NodeLog.text(event);
            System.out.println(line.replace('\n', ' '));
        }
    }
}
