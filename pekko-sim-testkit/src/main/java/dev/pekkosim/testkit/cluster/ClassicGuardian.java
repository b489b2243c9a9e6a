// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.cluster;

import java.lang.reflect.InvocationTargetException;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.IndirectActorProducer;
import org.apache.pekko.actor.Props;

/**
 * Tells of an exception in the constructor of a classic guardian, which stops it. What it throws
 * later only restarts it, as its supervisor decides.
 */
final class ClassicGuardian implements IndirectActorProducer {

    private final Props props;
    private final BiConsumer<String, Throwable> failed;

    /**
     * Called by Pekko.
     *
     * @param props the team's own
     * @param failed takes when it failed and the exception
     */
    ClassicGuardian(Props props, BiConsumer<String, Throwable> failed) {
        this.props = props;
        this.failed = failed;
    }

    /**
     * Watches a guardian.
     *
     * @param props the team's own
     * @param failed takes when it failed ("at start") and the exception
     */
    static Props watch(Props props, BiConsumer<String, Throwable> failed) {
        return Props.create(ClassicGuardian.class, props, failed).withDeploy(props.deploy());
    }

    @Override
    public Class<? extends Actor> actorClass() {
        return props.actorClass();
    }

    @Override
    public Actor produce() {
        try {
            return props.newActor();
        } catch (Exception | Error e) { // also checked ones: it is Scala that throws
            failed.accept("at start", thrownBy(e));
            throw e;
        }
    }

    /** What the constructor itself has thrown, which is called by reflection. */
    private static Throwable thrownBy(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof InvocationTargetException && cause != null ? cause : e;
    }
}
