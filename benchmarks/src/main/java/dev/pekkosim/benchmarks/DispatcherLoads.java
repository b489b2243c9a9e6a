// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** What a dispatcher is measured with. */
final class DispatcherLoads {

    /** All of them. */
    static final List<Load> ALL = List.of(
            new Load("ping-pong", 3_000_000, DispatcherLoads::pingPong),
            new Load("fan-out", 2_000_000, DispatcherLoads::fanOut),
            new Load("deep mailbox", 2_000_000, DispatcherLoads::deepMailbox),
            new Load("ask from an actor", 200_000, DispatcherLoads::ask),
            new Load("stream", 800_000, DispatcherLoads::stream));

    private static final int RECEIVERS = 100;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private DispatcherLoads() {}

    /** Sent to and fro. */
    private record Ball(int left, ActorRef<Ball> partner) {}

    /** One message, which two actors send each other. */
    private static Behavior<?> pingPong(int messages, CountDownLatch done) {
        return Behaviors.setup(context -> {
            ActorRef<Ball> one = context.spawn(player(done), "one");
            ActorRef<Ball> other = context.spawn(player(done), "other");
            one.tell(new Ball(messages - 1, other));
            return Behaviors.empty();
        });
    }

    private static Behavior<Ball> player(CountDownLatch done) {
        return Behaviors.receive((context, ball) -> {
            if (ball.left() == 0) {
                done.countDown();
            } else {
                ball.partner().tell(new Ball(ball.left() - 1, context.getSelf()));
            }
            return Behaviors.same();
        });
    }

    /** A question, and its own answer. */
    private record Question(ActorRef<Question> replyTo) {}

    private static Behavior<Question> answering() {
        return Behaviors.receiveMessage(question -> {
            question.replyTo().tell(question);
            return Behaviors.same();
        });
    }

    /** One actor sends to a hundred, and again when all have answered. */
    private static Behavior<?> fanOut(int messages, CountDownLatch done) {
        return Behaviors.<Question>setup(context -> {
            List<ActorRef<Question>> receivers = IntStream.range(0, RECEIVERS)
                    .mapToObj(i -> context.spawn(answering(), "receiver-" + i))
                    .toList();
            Question question = new Question(context.getSelf());
            receivers.forEach(receiver -> receiver.tell(question));
            return collecting(receivers, question, messages / 2, done);
        });
    }

    private static Behavior<Question> collecting(
            List<ActorRef<Question>> receivers,
            Question question,
            int expected,
            CountDownLatch done) {
        int[] count = {0};
        return Behaviors.receiveMessage(unused -> {
            count[0]++;
            if (count[0] == expected) {
                done.countDown();
            } else if (count[0] % RECEIVERS == 0) {
                receivers.forEach(receiver -> receiver.tell(question));
            }
            return Behaviors.same();
        });
    }

    /** One actor has all messages in its mailbox at once. */
    private static Behavior<?> deepMailbox(int messages, CountDownLatch done) {
        return Behaviors.<Integer>setup(context -> {
            for (int i = 1; i <= messages; i++) {
                context.getSelf().tell(i);
            }
            return Behaviors.receiveMessage(number -> {
                if (number == messages) {
                    done.countDown();
                }
                return Behaviors.same();
            });
        });
    }

    /** An actor asks another one, and again when it has the answer. */
    private static Behavior<?> ask(int messages, CountDownLatch done) {
        return Behaviors.<Integer>setup(context -> {
            ActorRef<Question> asked = context.spawn(answering(), "asked");
            askOnce(context, asked, messages);
            return Behaviors.receiveMessage(left -> {
                if (left == 0) {
                    done.countDown();
                } else {
                    askOnce(context, asked, left);
                }
                return Behaviors.same();
            });
        });
    }

    /**
     * Goes on on the dispatcher. Otherwise an ask goes on on the JDK's common pool, and where there
     * is none, as on two cores, on a new thread for each answer.
     */
    private static void askOnce(ActorContext<Integer> context, ActorRef<Question> asked, int left) {
        ActorRef<Integer> self = context.getSelf();
        AskPattern.ask(asked, Question::new, TIMEOUT, context.getSystem().scheduler())
                .whenCompleteAsync(
                        (answer, failure) -> self.tell(failure == null ? left - 1 : left),
                        context.getExecutionContext());
    }

    /** Elements that cross two asynchronous boundaries. */
    private static Behavior<?> stream(int messages, CountDownLatch done) {
        return Behaviors.<Done>setup(context -> {
            context.pipeToSelf(
                    Source.range(1, messages)
                            .async()
                            .map(element -> element + 1)
                            .async()
                            .runWith(Sink.ignore(), context.getSystem()),
                    (result, failure) -> Done.done());
            return Behaviors.receiveMessage(unused -> {
                done.countDown();
                return Behaviors.same();
            });
        });
    }
}
