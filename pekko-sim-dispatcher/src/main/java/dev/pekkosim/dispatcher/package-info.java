/** The Pekko side of the engine: dispatchers, scheduler and the set-up of an ActorSystem. */
@NullMarked
package dev.pekkosim.dispatcher;

import org.jspecify.annotations.NullMarked;
