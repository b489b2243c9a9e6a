// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Messages there and back between two nodes, many of them on the way at once. */
final class WireLoad {

    private static final int MESSAGES = 40_000;
    private static final int ON_THE_WAY = 100;
    private static final String TEXT =
            "a message of a usual length, of some eighty characters," + " as an application sends";

    /** Where the one that answers is, once it is there. */
    private volatile @Nullable String answering;

    /** The load. */
    Load load() {
        return new Load("there and back", MESSAGES, this::asking);
    }

    /** For the second node: sends back what it gets. */
    Behavior<Echo.Request> answering() {
        return Behaviors.setup(context -> {
            answering = ActorRefResolver.get(context.getSystem())
                    .toSerializationFormat(context.getSelf());
            return Behaviors.receiveMessage(request -> {
                request.replyTo().tell(new Echo.Reply(request.text()));
                return Behaviors.same();
            });
        });
    }

    /** Whether the one that answers is there. */
    boolean isReady() {
        return answering != null;
    }

    private Behavior<?> asking(int messages, CountDownLatch done) {
        return Behaviors.<Echo.Reply>setup(context -> {
            ActorRef<Echo.Request> asked =
                    ActorRefResolver.get(context.getSystem()).resolveActorRef(answering);
            Echo.Request request = new Echo.Request(TEXT, context.getSelf());
            for (int i = 0; i < ON_THE_WAY; i++) {
                asked.tell(request);
            }
            int[] answers = {0};
            int all = messages / 2;
            return Behaviors.receiveMessage(reply -> {
                answers[0]++;
                if (answers[0] == all) {
                    done.countDown();
                }
                if (answers[0] <= all - ON_THE_WAY) {
                    asked.tell(request);
                }
                return Behaviors.same();
            });
        });
    }
}
