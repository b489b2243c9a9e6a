package dev.pekkosim.testkit.torture;

import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Something that would differ from execution to execution in a real JVM. */
@FunctionalInterface
interface Source {

    /**
     * Asks it in many ways.
     *
     * @param context of the actor that asks
     * @return all answers
     */
    String ask(ActorContext<?> context) throws Exception;
}
