// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.pekko.actor.ExtendedActorSystem;

/**
 * The actor systems that code of the application makes itself. One of them is the node's: the first
 * of a life that is asked for with remoting. It gets the node's settings over the configuration
 * that it is made with, whatever its name. Those with remoting that the body of a run makes get a
 * host of their own each.
 *
 * @hidden
 */
@Internal
public final class MadeSystems {

    private static final String PROVIDER = "pekko.actor.provider";

    /** What becomes of the actor system of a node. */
    public interface Expected {

        /**
         * The configuration that it has.
         *
         * @param name its name
         * @param made the configuration that it is made with
         */
        Config configOf(String name, Config made);

        /**
         * Told that it is there, though not all of it.
         *
         * @param system the actor system, which is still starting
         */
        void isMade(ExtendedActorSystem system);

        /**
         * The guardian that it has, if it is typed.
         *
         * @param made the {@code Behavior} that it is made with
         */
        Object guardianOf(Object made);
    }

    /** How far the actor system of a life is. */
    private static final class OfLife {

        private final Expected expected;
        private boolean isAsked;
        private boolean isMade;

        OfLife(Expected expected) {
            this.expected = expected;
        }
    }

    private final Map<Incarnation, OfLife> lives = new LinkedHashMap<>();

    private final Incarnation driver;
    private BiFunction<String, Config, Config> ofBody = (name, made) -> made;

    private MadeSystems(Engine engine) {
        this.driver = engine.driver();
    }

    /** Those of a run. */
    public static MadeSystems of(Engine engine) {
        return engine.service(MadeSystems.class, MadeSystems::new);
    }

    /**
     * Sets what becomes of actor systems with remoting that the body of the run makes.
     *
     * @param config makes the configuration of one from its name and the one that it is made with
     */
    public void expectOfBody(BiFunction<String, Config, Config> config) {
        ofBody = config;
    }

    /**
     * Expects the actor system of a node.
     *
     * @param life the life of the node in which it will be made
     * @param system what becomes of it
     */
    public void expect(Incarnation life, Expected system) {
        lives.put(life, new OfLife(system));
    }

    /** Forgets a life that has ended. */
    public void forget(Incarnation life) {
        lives.remove(life);
    }

    Config configOf(Incarnation life, String name, Config made) {
        if (!hasRemoting(made)) {
            return made;
        }
        if (life == driver) {
            return ofBody.apply(name, made);
        }
        OfLife system = lives.get(life);
        if (system == null || system.isAsked) {
            return made;
        }
        system.isAsked = true;
        return system.expected.configOf(name, made);
    }

    private static boolean hasRemoting(Config config) {
        String provider = config.hasPath(PROVIDER) ? config.getString(PROVIDER) : "local";
        return !provider.equals("local") && !provider.endsWith("LocalActorRefProvider");
    }

    void made(Incarnation life, ExtendedActorSystem system) {
        OfLife asked = lives.get(life);
        if (asked != null && asked.isAsked && !asked.isMade) {
            asked.isMade = true;
            asked.expected.isMade(system);
        }
    }

    /** The guardian may start before its actor system has a transport, but after the settings. */
    Object guardianOf(Incarnation life, Config config, Object made) {
        OfLife asked = lives.get(life);
        return asked != null && asked.isAsked && hasRemoting(config)
                ? asked.expected.guardianOf(made)
                : made;
    }
}
