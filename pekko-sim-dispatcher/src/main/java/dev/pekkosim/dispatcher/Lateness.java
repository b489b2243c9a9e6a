// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.point.Points;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.TimerSchedulerImpl;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;

/** Draws how late what is about to be done is done; see {@link LatePoints}. */
final class Lateness {

    private static final long MOST_STARVED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long MOST_LATE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Map<String, List<LatePoint>> BY_MESSAGE = byMessage();

    private static final ClassValue<List<LatePoint>> OF_CLASS = new ClassValue<>() {
        @Override
        protected List<LatePoint> computeValue(Class<?> message) {
            return BY_MESSAGE.getOrDefault(message.getName(), List.of());
        }
    };

    private Lateness() {}

    private static Map<String, List<LatePoint>> byMessage() {
        Map<String, List<LatePoint>> map = new HashMap<>();
        for (LatePoint row : LatePoints.ROWS) {
            map.computeIfAbsent(row.message(), any -> new ArrayList<>()).add(row);
        }
        return map;
    }

    /**
     * How late a mailbox is served that has become ready, in virtual nanoseconds; 0 for at once.
     */
    static long ofMailbox(Points points, Mailbox mailbox) {
        if (!points.isOnInPekko()) {
            return 0;
        }
        for (SystemMessage system = mailbox.systemQueueGet();
                system != null;
                system = system.next()) {
            long late = lateness(points, mailbox, system);
            if (late > 0) {
                return late;
            }
        }
        Object next = NextMessages.in(mailbox.messageQueue());
        long late = next == null ? 0 : lateness(points, mailbox, unwrapped(next));
        if (late > 0) {
            return late;
        }
        return points.firesInPekko(LatePoints.STARVED_MAILBOX, 500)
                ? points.latenessNanos(LatePoints.STARVED_MAILBOX, MOST_STARVED_NANOS)
                : 0;
    }

    private static long lateness(Points points, Mailbox mailbox, Object message) {
        for (LatePoint row : OF_CLASS.get(message.getClass())) {
            Actor actor = mailbox.actor().actor();
            if (actor != null
                    && row.isAt(actor.getClass())
                    && points.firesInPekko(row.name(), row.oneIn())) {
                return points.latenessNanos(row.name(), row.most().toNanos());
            }
        }
        return 0;
    }

    /** How late the callback of a future, or another task of a dispatcher, is done. */
    static long ofCallback(Points points) {
        return points.firesInPekko(LatePoints.LATE_CALLBACK, 200)
                ? points.latenessNanos(LatePoints.LATE_CALLBACK, MOST_LATE_NANOS)
                : 0;
    }

    /** How much later than it says a timer fires. */
    static long ofTimer(Points points) {
        return points.firesInPekko(LatePoints.LATE_TIMER, 200)
                ? points.latenessNanos(LatePoints.LATE_TIMER, MOST_LATE_NANOS)
                : 0;
    }

    /** What a timer of an actor is called by, or the message itself. */
    private static Object unwrapped(Object message) {
        return message instanceof TimerSchedulerImpl.TimerMsg timer ? timer.key() : message;
    }
}
