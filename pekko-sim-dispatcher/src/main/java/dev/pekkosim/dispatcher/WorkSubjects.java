// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.agent.hook.ClassCache;
import dev.pekkosim.engine.carrier.AppThread;
import dev.pekkosim.engine.step.StepSubjects;
import java.util.List;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.TaskInvocation;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.jspecify.annotations.Nullable;

/**
 * What steps of Pekko are about: the message that an actor is about to get, or the application's
 * code that a dispatcher, a timer or a thread is about to run. Nobody wants to read how streams
 * work within, and how futures and timers of Pekko and Scala lead to messages; nor what the nemesis
 * does, since its faults are told.
 */
final class WorkSubjects implements StepSubjects {

    private static final int MOST_CHARACTERS = 100;

    /** Of whose classes nobody wants to read: how streams and timers work, nodes start and fail. */
    private static final List<String> UNTOLD = List.of(
            "org.apache.pekko.stream.",
            "java.util.concurrent.CompletableFuture",
            ScheduledTask.class.getName(),
            "dev.pekkosim.testkit.cluster.",
            "dev.pekkosim.testkit.faults.");

    /** What a body has nodes do, such as with {@code runOn}. */
    private static final String OF_BODY = "dev.pekkosim.testkit.body.NodeSteps";

    /** Who made a class. */
    private enum Origin {
        APPLICATION,
        LIBRARY,
        NOBODY
    }

    private static final ClassValue<Origin> ORIGINS = new ClassValue<>() {
        @Override
        protected Origin computeValue(Class<?> type) {
            String name = type.getName();
            if (UNTOLD.stream().anyMatch(name::startsWith)) {
                return Origin.NOBODY;
            }
            return name.startsWith("org.apache.pekko.") || name.startsWith("scala.")
                    ? Origin.LIBRARY
                    : Origin.APPLICATION;
        }
    };

    private final ClassCache<Origin> origins = new ClassCache<>(ORIGINS);

    @Override
    public @Nullable Object of(Runnable work) {
        if (work instanceof Mailbox mailbox) {
            return next(mailbox);
        }
        Object code = work instanceof TaskInvocation task
                ? task.runnable()
                : work instanceof ScheduledTask timer ? timer.work() : work;
        return code instanceof AppThread || origins.get(code.getClass()) == Origin.APPLICATION
                ? code
                : null;
    }

    /** A step first does what systems tell the actor, and then one message if there is any. */
    private @Nullable Object next(Mailbox mailbox) {
        Object message = NextMessages.peek(mailbox.messageQueue());
        Object next = message == null ? mailbox.systemQueueGet() : message;
        return next == null || origins.get(classOf(next)) == Origin.NOBODY ? null : next;
    }

    private static Class<?> classOf(Object subject) {
        return subject instanceof Envelope envelope
                ? envelope.message().getClass()
                : subject.getClass();
    }

    @Override
    public boolean isOfTheApplication(Object subject) {
        return origins.get(classOf(subject)) == Origin.APPLICATION;
    }

    @Override
    public String nameOfWork(Runnable work) {
        if (work instanceof TaskInvocation task) {
            return TaskNames.of(task.runnable());
        }
        if (work instanceof ScheduledTask timer) {
            return TaskNames.of(timer.work());
        }
        return work.getClass().getName().startsWith(OF_BODY)
                ? "code of the body"
                : WorkNames.of(work);
    }

    @Override
    public String nameOf(Object subject) {
        if (!(subject instanceof Envelope) && !(subject instanceof SystemMessage)) {
            return "";
        }
        String name = WorkLabels.nameOfMessage(
                subject instanceof Envelope envelope
                        ? NextMessages.unwrapped(envelope.message())
                        : subject);
        return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "…";
    }
}
