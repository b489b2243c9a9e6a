// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.finds;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Gives each line that Pekko logs to the timeline of the node that logged it, which it knows by its
 * address.
 */
final class NodeLog extends AppenderBase<ILoggingEvent> {

    /** What Pekko's logger names the address of the actor system. */
    private static final String ADDRESS = "pekkoAddress";

    private static final NodeLog INSTANCE = new NodeLog();

    private final Map<String, Node> nodes = new ConcurrentHashMap<>();

    private NodeLog() {}

    /** Makes it the only one that gets log lines in this JVM. */
    static void install() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        INSTANCE.setContext(context);
        INSTANCE.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.DEBUG);
        root.addAppender(INSTANCE);
    }

    /**
     * Lets a timeline have what a node logs.
     *
     * @param address of its actor system
     */
    static void attach(String address, String name, Timeline timeline) {
        INSTANCE.nodes.put(address, new Node(name, timeline));
    }

    static void detach(String address) {
        INSTANCE.nodes.remove(address);
    }

    @Override
    protected void append(ILoggingEvent event) {
        Node node = nodes.get(event.getMDCPropertyMap().getOrDefault(ADDRESS, ""));
        if (node != null) {
            node.timeline().log(event.getInstant(), node.name(), text(event));
        }
    }

    /** A line with its level, its logger and its cause. */
    static String text(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String text = event.getLevel() + " " + logger.substring(logger.lastIndexOf('.') + 1) + " "
                + event.getFormattedMessage();
        return event.getThrowableProxy() == null
                ? text
                : text + " (" + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage() + ")";
    }

    private record Node(String name, Timeline timeline) {}
}
