// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.TimerSchedulerImpl;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and names for the run's hash and trace that are the same in every JVM: the JDK numbers
 * the classes of lambdas in the order in which they are linked, so of such a name only the part
 * before the number counts.
 */
final class WorkLabels {

    private WorkLabels() {}

    static String nameOf(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda + "$$Lambda".length());
    }

    /**
     * What people call a message: its class, the text that it is, or the key of an actor's timer.
     */
    static String nameOfMessage(@Nullable Object message) {
        if (message instanceof TimerSchedulerImpl.TimerMsg timer) {
            return "timer " + nameOfMessage(timer.key());
        }
        return message instanceof String text
                ? "'" + text + "'"
                : message == null ? "null" : nameOf(message.getClass());
    }

    /** The same in every JVM, also for a class that the JVM made up. */
    static long ofClass(Class<?> type) {
        return (type.isHidden() ? nameOf(type) : type.getName()).hashCode();
    }

    /**
     * Name and uid: the uid is drawn, so that together they tell one actor from all others of the
     * run.
     */
    static long ofPath(ActorPath path) {
        return path.name().hashCode() * 0x9e3779b97f4a7c15L + path.uid();
    }
}
