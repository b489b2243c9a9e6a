package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.carrier.AppThread;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.TaskInvocation;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;

/** What people call that on which steps work, in words that are the same in every JVM. */
final class WorkNames {

    private WorkNames() {}

    /** The path of an actor whose mailbox it is, or the class of a task. */
    static String of(Object work) {
        if (work instanceof Mailbox mailbox) {
            return mailbox.actor().self().path().toStringWithoutAddress();
        }
        if (work instanceof TaskInvocation task) {
            return WorkLabels.nameOf(task.runnable().getClass());
        }
        return work instanceof ScheduledTask || work instanceof AppThread
                ? work.toString()
                : WorkLabels.nameOf(work.getClass());
    }

    /**
     * The class of the message that the actor is at whose mailbox it is; empty if there is none.
     */
    static String currentMessage(Object work) {
        if (!(work instanceof Mailbox mailbox) || mailbox.actor() == null) {
            return "";
        }
        Envelope current = mailbox.actor().currentMessage();
        return current == null ? "" : WorkLabels.nameOf(current.message().getClass());
    }

    /**
     * As {@link #of}, and the message that is next or now in the mailbox; for a task, the actor and
     * the message that it sends, or the code that it runs, as far as it tells.
     */
    static String inFull(Object work) {
        if (work instanceof Mailbox mailbox) {
            return (of(mailbox) + " " + message(mailbox)).strip();
        }
        if (work instanceof TaskInvocation task) {
            return TaskNames.of(task.runnable());
        }
        return work instanceof ScheduledTask task
                ? "timer of " + TaskNames.of(task.work())
                : of(work);
    }

    private static String message(Mailbox mailbox) {
        String current = currentMessage(mailbox);
        if (!current.isEmpty()) {
            return current;
        }
        SystemMessage system = mailbox.systemQueueGet();
        Object next = system == null ? NextMessages.in(mailbox.messageQueue()) : system;
        return next == null ? "" : WorkLabels.nameOfMessage(next);
    }
}
