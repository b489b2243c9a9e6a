package com.acme.workers;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Routers;

/** A worker on each node, and a router over those of all nodes. */
public final class WorkersApp {

    private WorkersApp() {}

    /** Starts the worker and the router of a node. */
    public static Behavior<Void> guardian() {
        return Behaviors.setup(context -> {
            context.spawn(Worker.create(), "worker");
            context.spawn(Routers.group(Worker.KEY).withRoundRobinRouting(), "router");
            return Behaviors.empty();
        });
    }
}
