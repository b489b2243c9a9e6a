package com.acme.workers;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** Counts the letters of words, for whoever finds it through the receptionist. */
final class Worker {

    static final ServiceKey<Job> KEY = ServiceKey.create(Job.class, "worker");

    record Job(String word, ActorRef<Result> replyTo) implements JobSerializable {}

    record Result(String word, int letters) implements JobSerializable {}

    private Worker() {}

    static Behavior<Job> create() {
        return Behaviors.setup(context -> {
            context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
            return Behaviors.receiveMessage(job -> {
                job.replyTo().tell(new Result(job.word(), job.word().length()));
                return Behaviors.same();
            });
        });
    }
}
