// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.carrier.AppThread;
import dev.pekkosim.engine.step.Incarnation;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.TaskInvocation;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.jspecify.annotations.Nullable;

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
     * Who asks for what an actor does: the sender of the message that it is at, or itself if that
     * is the application's or not known; null if the work is no mailbox.
     *
     * @param owner in whose name the step runs
     */
    static @Nullable String asker(@Nullable Object work, Incarnation owner) {
        if (!(work instanceof Mailbox mailbox) || mailbox.actor() == null) {
            return null;
        }
        ActorCell cell = mailbox.actor();
        ActorPath self = cell.self().path();
        Envelope current = cell.currentMessage();
        boolean isOfPekko = self.toStringWithoutAddress().startsWith("/system/");
        if (!isOfPekko || current == null) {
            return owner + " " + self.toStringWithoutAddress();
        }
        ActorRef sender = current.sender();
        return sender == null || sender.equals(cell.system().deadLetters())
                ? owner + " " + self.toStringWithoutAddress()
                : pathOf(sender.path(), owner);
    }

    private static String pathOf(ActorPath path, Incarnation owner) {
        boolean isRemote = path.address().hasGlobalScope();
        return isRemote ? path.toString() : owner + " " + path.toStringWithoutAddress();
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
