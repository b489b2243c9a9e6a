// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import dev.pekkosim.engine.carrier.Carrier;
import dev.pekkosim.engine.run.Engine;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorCell;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.Mailbox;
import org.apache.pekko.dispatch.sysmsg.Failed;
import org.jspecify.annotations.Nullable;

/**
 * The failed assertions that actors of a run throw. One of them passes several places: each
 * supervision around a behavior, the actor's cell, and those of the parents that it is escalated
 * to. It is told where it comes to first.
 */
final class ThrownAssertions {

    private @Nullable AssertionError last;

    private ThrownAssertions() {}

    /**
     * Tells of what an actor throws, if it is a failed assertion.
     *
     * @param cell its cell; null for the one that the current step works for
     * @param thrown what it throws
     * @param failures who is told
     */
    static void tell(@Nullable ActorCell cell, Throwable thrown, ActorFailures failures) {
        AssertionError assertion = assertionIn(thrown);
        ActorCell actor = cell == null ? cellOfStep() : cell;
        if (assertion == null || actor == null) {
            return;
        }
        NodeHost host = SimScheduler.hostOf(actor.system().scheduler());
        if (host == null || !host.admits("failed in an actor") || isOfAChild(actor)) {
            return;
        }
        Engine engine = host.engine();
        if (engine.service(ThrownAssertions.class, any -> new ThrownAssertions())
                .isNew(assertion)) {
            failures.failed(engine, nameOf(host, actor), assertion);
        }
    }

    private boolean isNew(AssertionError assertion) {
        boolean isNew = last != assertion;
        last = assertion;
        return isNew;
    }

    private static @Nullable ActorCell cellOfStep() {
        return Thread.currentThread() instanceof Carrier carrier
                        && carrier.working() instanceof Mailbox mailbox
                ? mailbox.actor()
                : null;
    }

    private static @Nullable AssertionError assertionIn(Throwable thrown) {
        Throwable inner = thrown;
        while (isWrapper(inner) && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner instanceof AssertionError assertion ? assertion : null;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown.getClass().getName().startsWith("org.apache.pekko.");
    }

    /** The message is then that of the child, which was told. */
    private static boolean isOfAChild(ActorCell cell) {
        Envelope current = cell.currentMessage();
        return current != null && current.message() instanceof Failed;
    }

    private static String nameOf(NodeHost host, ActorCell cell) {
        Envelope current = cell.currentMessage();
        return cell.self().path().toStringWithoutAddress() + " of " + host.incarnation()
                + (current == null
                        ? ", at its start or a signal"
                        : ", which handled " + WorkLabels.nameOfMessage(current.message()));
    }
}
