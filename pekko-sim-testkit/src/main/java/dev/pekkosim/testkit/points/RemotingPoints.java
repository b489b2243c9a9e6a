// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.points;

import dev.pekkosim.testkit.insight.HiddenMember;
import org.apache.pekko.actor.ActorSelectionMessage;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.apache.pekko.remote.DaemonMsgCreate;
import org.apache.pekko.remote.PriorityMessage;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.RemoteTransport;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;
import org.apache.pekko.remote.artery.AssociationState;
import org.apache.pekko.remote.artery.ControlMessage;
import org.apache.pekko.remote.artery.MessageDispatcher;
import org.apache.pekko.remote.artery.RestartCounter;

/** Where the points in remoting must not fire. */
final class RemotingPoints {

    private RemotingPoints() {}

    /**
     * Whether nothing is promised of a message: the loss of another one could mean a quarantine.
     */
    static boolean isOrdinary(Object message) {
        return !(message instanceof SystemMessage
                || message instanceof ControlMessage
                || message instanceof DaemonMsgCreate
                || message.getClass().getName().endsWith("ClearSystemMessageDelivery")
                || (message instanceof ActorSelectionMessage selection
                        && selection.msg() instanceof PriorityMessage));
    }

    /**
     * Whether a stream would stop: at least that of control messages, unless it did already or ends
     * for a quarantine.
     */
    static boolean hasStreams(Association association) {
        AssociationState state = association.associationState();
        return !state.isQuarantined() && state.controlIdleKillSwitch() != null;
    }

    /**
     * Whether inbound streams would restart, and never did: a few restarts in a row would end the
     * actor system.
     */
    static boolean mayRestart(Object dispatcher) {
        RemoteTransport transport =
                ((RemoteActorRefProvider) OfRemoting.PROVIDER.of(dispatcher)).transport();
        return !((ArteryTransport) transport).isShutdown()
                && ((RestartCounter) OfRemoting.RESTARTS.of(transport)).count() == 0;
    }

    /** Not looked for before the points are on. */
    private static final class OfRemoting {

        private static final HiddenMember PROVIDER =
                new HiddenMember(MessageDispatcher.class, "provider");
        private static final HiddenMember RESTARTS =
                new HiddenMember(ArteryTransport.class, "restartCounter");
    }
}
