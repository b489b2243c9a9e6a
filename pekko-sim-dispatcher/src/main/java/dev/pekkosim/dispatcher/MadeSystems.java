package dev.pekkosim.dispatcher;

import com.typesafe.config.Config;
import dev.pekkosim.engine.Internal;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    }

    private final Map<Incarnation, Expected> expected = new LinkedHashMap<>();
    private final Map<Incarnation, Consumer<ExtendedActorSystem>> starting = new LinkedHashMap<>();

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
        expected.put(life, system);
    }

    /** Expects none any more in a life. */
    public void forget(Incarnation life) {
        expected.remove(life);
        starting.remove(life);
    }

    Config configOf(Incarnation life, String name, Config made) {
        if (!hasRemoting(made)) {
            return made;
        }
        if (life == driver) {
            return ofBody.apply(name, made);
        }
        Expected system = expected.get(life);
        if (system == null) {
            return made;
        }
        expected.remove(life);
        starting.put(life, system::isMade);
        return system.configOf(name, made);
    }

    private static boolean hasRemoting(Config config) {
        String provider = config.hasPath(PROVIDER) ? config.getString(PROVIDER) : "local";
        return !provider.equals("local") && !provider.endsWith("LocalActorRefProvider");
    }

    void made(Incarnation life, ExtendedActorSystem system) {
        Consumer<ExtendedActorSystem> told = starting.remove(life);
        if (told != null) {
            told.accept(system);
        }
    }
}
