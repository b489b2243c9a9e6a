package dev.pekkosim.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pekkosim.engine.Limits;
import dev.pekkosim.engine.run.Engine;
import dev.pekkosim.engine.step.Incarnation;
import dev.pekkosim.transport.LostSystemMessages.Loss;
import dev.pekkosim.transport.LostSystemMessages.Numbered;
import org.apache.pekko.actor.Address;
import org.apache.pekko.remote.UniqueAddress;
import org.junit.jupiter.api.Test;

class LostSystemMessagesTest {

    private static final UniqueAddress FROM =
            new UniqueAddress(new Address("pekko", "lost", "node-1", 17355), 1);
    private static final UniqueAddress TO =
            new UniqueAddress(new Address("pekko", "lost", "node-2", 17355), 2);
    private static final Numbered FIRST = new Numbered(FROM, TO.address(), 1);
    private static final UniqueAddress FORMER_TO = new UniqueAddress(TO.address(), 3);

    private final Engine engine = new Engine(1, Limits.DEFAULT);
    private final Incarnation life = engine.incarnation(0, 0, "node-1");
    private final LostSystemMessages messages = LostSystemMessages.of(engine);
    private final Object one = new Object();
    private final Object other = new Object();

    @Test
    void anotherMessageHadTheNumber_isALoss() {
        messages.sent(FIRST, TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "watch", 30);
        messages.dropped(FIRST, TO, 20, 40);

        assertThat(messages.all())
                .containsExactly(new Loss(40, FROM, TO, 1, "watch", "watch", true));
    }

    @Test
    void numbersBeginAnewTwice_areTwoLosses() {
        messages.sent(FIRST, TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "unwatch", 30);
        messages.dropped(FIRST, TO, 20, 40);
        messages.dropped(FIRST, TO, 20, 41); // it had been resent meanwhile
        messages.sent(FIRST, TO, life, new Object(), "terminated", 50);
        messages.dropped(FIRST, TO, 20, 60);

        assertThat(messages.all())
                .containsExactly(
                        new Loss(40, FROM, TO, 1, "unwatch", "watch", true),
                        new Loss(60, FROM, TO, 1, "terminated", "watch", true));
    }

    @Test
    void messageForTheFormerLifeWasResentKnowingly_isALoss() {
        messages.sent(FIRST, FORMER_TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, one, "watch", 20);
        messages.sent(FIRST, TO, life, other, "unwatch", 30);
        messages.dropped(FIRST, TO, 25, 40);

        assertThat(messages.all())
                .containsExactly(new Loss(40, FROM, TO, 1, "unwatch", "watch", true));
    }

    @Test
    void sameMessageWasResent_isNoLoss() {
        messages.sent(FIRST, TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, one, "watch", 30);
        messages.dropped(FIRST, TO, 20, 40);

        assertThat(messages.all()).isEmpty();
    }

    @Test
    void laterMessageWasAcceptedItself_isNoLoss() {
        messages.sent(FIRST, TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "unwatch", 20);
        messages.dropped(FIRST, TO, 30, 40);

        assertThat(messages.all()).isEmpty();
    }

    /** The sender did not know of the restart yet, but its message arrived behind it. */
    @Test
    void messageForTheFormerLifeHadTheNumber_isALoss() {
        messages.sent(FIRST, FORMER_TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "unwatch", 30);
        messages.dropped(FIRST, TO, 20, 40);

        assertThat(messages.all())
                .containsExactly(new Loss(40, FROM, TO, 1, "unwatch", "watch", false));
    }

    @Test
    void numberWasUsedTowardsAFormerLife_isNoLoss() {
        messages.sent(FIRST, FORMER_TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "watch", 30);
        messages.dropped(FIRST, TO, 35, 40);

        assertThat(messages.all()).isEmpty();
    }

    /** Nobody promised that a message for a life that has ended arrives. */
    @Test
    void messageForTheFormerLifeIsDropped_isNoLoss() {
        messages.sent(FIRST, FORMER_TO, life, one, "watch", 10);
        messages.sent(FIRST, FORMER_TO, life, other, "watch", 30);
        messages.dropped(FIRST, TO, 20, 40);

        assertThat(messages.all()).isEmpty();
    }

    /** What a dead node sent is no news, and would keep what it had. */
    @Test
    void senderDied_itsLossIsForgotten() {
        messages.sent(FIRST, TO, life, one, "watch", 10);
        messages.sent(FIRST, TO, life, other, "watch", 30);
        messages.dropped(FIRST, TO, 20, 40);
        engine.kill(life);

        assertThat(messages.all()).isEmpty();
    }
}
