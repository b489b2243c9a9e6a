// SPDX-License-Identifier: Apache-2.0
/**
 * The Pekko side of the engine: dispatchers and scheduler whose tasks and timers are the engine's,
 * how an ActorSystem is set up for them, and the points that make messages, timers and callbacks
 * late.
 *
 * <p>What needs more of Pekko than pekko-actor, such as remoting or the cluster, does not belong
 * here; nor does the engine itself, which knows no Pekko.
 */
@NullMarked
package dev.pekkosim.dispatcher;

import org.jspecify.annotations.NullMarked;
