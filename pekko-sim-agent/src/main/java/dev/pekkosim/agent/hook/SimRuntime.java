// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * What Pekko's rewritten classes ask the simulator. Installed once per JVM with
 * {@link SimHooks#install(SimRuntime)}; it is stateless, since the run is found through the Pekko
 * object that is handed in. All parameters are Pekko objects, passed as {@code Object} so that this
 * type needs no Pekko class.
 */
public interface SimRuntime {

    /**
     * Replaces the factory from which a dispatcher makes its thread pool.
     *
     * @param dispatcher the {@code org.apache.pekko.dispatch.Dispatcher} under construction
     * @param factory its own {@code ExecutorServiceFactory}
     * @return a factory of simulated executors, or {@code factory} for a real actor system
     */
    Object executorFactory(Object dispatcher, Object factory);

    /**
     * Puts settings over the configuration of an actor system that a step of a run makes.
     *
     * @param name the actor system's name
     * @param config the {@code Config} that it is made with
     * @return the {@code Config} that it has
     */
    Object systemConfig(String name, Object config);

    /**
     * Puts something around the guardian of an actor system that a step of a run makes. Called in
     * the guardian's own actor.
     *
     * @param behavior the {@code Behavior} that the application gave it
     * @return the {@code Behavior} that it has
     */
    Object guardian(Object behavior);

    /**
     * The class of the actor that binds ports and connects for {@code IO(Tcp)}.
     *
     * @param pekkos Pekko's own
     * @return the class to use, which has the same constructor
     */
    Class<?> tcpManager(Class<?> pekkos);

    /**
     * The address of a host of the current run.
     *
     * @param host its name
     * @return null if there is no such host
     */
    byte @Nullable [] addressOf(String host);

    /**
     * The host of the current run with an address.
     *
     * @param address the address
     * @return its name, null if there is no such host
     */
    @Nullable
    String hostAt(byte[] address);

    /** The host of the node that the current step works for; null if it works for none. */
    @Nullable
    String thisHost();

    /**
     * Makes the transport of a simulated actor system.
     *
     * @param system the {@code ExtendedActorSystem}
     * @param provider its {@code RemoteActorRefProvider}
     * @return a simulated transport, or null for a real actor system
     */
    @Nullable
    Object transport(Object system, Object provider);

    /**
     * Asked on a step of a run on whose behalf an actor of Pekko works there.
     *
     * @return the sender of the message that the actor is at, or the actor itself if that is not
     *     known; null if the step is no actor's
     */
    @Nullable
    String asker();

    /**
     * Whether an actor system is a simulated one.
     *
     * @param system a {@code ClassicActorSystemProvider}
     */
    boolean isOfNode(Object system);

    /**
     * What an actor system is called.
     *
     * @param system a {@code ClassicActorSystemProvider}
     */
    String nameOf(Object system);

    /**
     * Told of every message before it is put into a mailbox.
     *
     * @param dispatcher the receiver's {@code Dispatcher}
     * @param receiver the receiving {@code ActorCell}
     * @param message an {@code Envelope} or a {@code SystemMessage}
     */
    void dispatching(Object dispatcher, Object receiver, Object message);

    /**
     * Told of an ask that a step of a run makes.
     *
     * @param promise the {@code PromiseActorRef} that takes the answer
     * @param timeout its {@code Timeout}
     * @param target who is asked, may be null
     */
    void asked(Object promise, Object timeout, @Nullable Object target);

    /**
     * Told of a remote message that could not be serialized or deserialized.
     *
     * @param serialization the {@code Serialization} extension of the actor system
     * @param subject the {@code OutboundEnvelope}, or the manifest of what was received
     * @param cause what the serializer threw
     */
    void serializationFailed(Object serialization, Object subject, Throwable cause);

    /**
     * Asked of a point in a method of Pekko that is reached while points are on.
     *
     * @param name the point's name
     * @param self the object whose method it is
     * @param argument the argument that the point looks at, or null
     * @return whether it would do something here, and something legal, so that it may fire
     */
    boolean mayFire(String name, Object self, @Nullable Object argument);

    /** Told that a method is left out, with the arguments of {@link #mayFire}. */
    void leftOut(String name, Object self, @Nullable Object argument);

    /**
     * Told that a point has fired that changes what a method of Pekko is called with, or what is
     * there when it is.
     *
     * @param name the point's name
     * @param self the object whose method it is
     * @param argument the argument
     * @return the argument with which the method goes on
     */
    Object pointArgument(String name, Object self, Object argument);

    /**
     * Told of what an actor throws, before it is supervised.
     *
     * @param cell its {@code ActorCell}; null for the one that the current step works for
     * @param thrown what it throws
     */
    void actorFailed(@Nullable Object cell, Throwable thrown);
}
