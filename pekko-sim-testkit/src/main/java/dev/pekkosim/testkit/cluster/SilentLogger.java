// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import dev.pekkosim.engine.Internal;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.event.Logging;

/**
 * The logger of an application whose log level is OFF. At that level Pekko subscribes no logger,
 * which saves messages that every other level has, so that the log level would change the run; this
 * one is subscribed and logs nothing.
 *
 * @hidden
 */
@Internal
public final class SilentLogger extends AbstractActor {

    /** Made by Pekko. */
    public SilentLogger() {}

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        Logging.InitializeLogger.class,
                        message -> getSender().tell(Logging.loggerInitialized(), getSelf()))
                .matchAny(event -> {})
                .build();
    }
}
