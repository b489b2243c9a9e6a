package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.point.Points;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.TimerSchedulerImpl;
import org.apache.pekko.dispatch.AbstractNodeQueue;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.jspecify.annotations.Nullable;
import scala.Product;

/** Draws how late what is about to be done is done; see {@link LatePoints}. */
final class Lateness {

    private static final String ADAPTED = "org.apache.pekko.actor.typed.internal.AdaptMessage";

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

    /** How late a mailbox is served that has become ready, in virtual nanoseconds; 0 for at once. */
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
        Object next = next(mailbox.messageQueue());
        long late = next == null ? 0 : lateness(points, mailbox, next);
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

    /** The next message of a mailbox, or null if it has none or does not let one look. */
    private static @Nullable Object next(MessageQueue queue) {
        Object head = queue instanceof Queue<?> known
                ? known.peek()
                : queue instanceof AbstractNodeQueue<?> nodes ? nodes.peek() : null;
        return head instanceof Envelope envelope ? unwrapped(envelope.message()) : null;
    }

    /** What a timer or an adapter of a typed actor has wrapped. */
    private static Object unwrapped(Object message) {
        if (message instanceof TimerSchedulerImpl.TimerMsg timer) {
            return timer.key();
        }
        return message instanceof Product adapted
                        && message.getClass().getName().equals(ADAPTED)
                        && adapted.productElement(0) != null
                ? adapted.productElement(0)
                : message;
    }
}
