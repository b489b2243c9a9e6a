// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * The team's own code that starts its application on a node: what its {@code main} does after
 * reading the configuration.
 *
 * <p>It may use the configuration that it is given, or load its own; the first actor system that it
 * makes with a cluster is the node's, with whatever name, and gets the node's settings (host, port,
 * seed nodes, those of its node set) over the configuration that it is made with. All nodes of a
 * cluster need actor systems of one name.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StartCode {

    /**
     * Starts the application; called on the node, in each of its lives. May block, but must not
     * wait for the end of the actor system; a {@code main} that does is started by
     * {@link SimNodeSet#startMain}.
     *
     * @param config the configuration of the node: the application's, with the settings of the node
     *     set and of the node over it
     * @return the actor system that it made, typed or classic
     * @throws Exception whatever it throws; the run fails then
     */
    ClassicActorSystemProvider start(Config config) throws Exception;
}
