package com.acme.orders;

import dev.pekkosim.buggify.Buggify;
import dev.pekkosim.buggify.Property;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * Orders of one lot at one price: a buy and a sell make a trade, which a clearing house settles.
 */
final class OrderBook extends AbstractBehavior<OrderBook.Command> {

    static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "order-book");
    static final ServiceKey<Settle> CLEARING = ServiceKey.create(Settle.class, "clearing");

    private static final Duration SLOWEST_LOADING = Duration.ofSeconds(10);
    private static final Duration LATEST_MATCH = Duration.ofSeconds(2);
    private static final Duration STALEST_DIRECTORY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(20);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    sealed interface Command {}

    record Place(String order, boolean isBuy, ActorRef<Answer> replyTo)
            implements Command, OrderSerializable {}

    record Answer(boolean isAccepted) implements OrderSerializable {}

    record Trade(String buy, String sell) implements OrderSerializable {}

    /** For the clearing house; a trade that is settled already stays so. */
    record Settle(Trade trade, ActorRef<Done> replyTo) implements OrderSerializable {}

    private record Settled(Trade trade, int attempt, boolean isDone) implements Command {}

    private record Listed(Set<ActorRef<Settle>> houses) implements Command {}

    private record Found(Set<ActorRef<Settle>> houses) implements Command {}

    private enum Tick implements Command {
        LOADED,
        MATCH,
        REGISTER,
        REGISTERED
    }

    private final TimerScheduler<Command> timers;
    private final int mostOrders = Buggify.knob(100, 1, 100, "book.most-orders");
    private final Deque<String> buys = new ArrayDeque<>();
    private final Deque<String> sells = new ArrayDeque<>();
    private final Set<Trade> unsettled = new HashSet<>();
    private Set<ActorRef<Settle>> houses = Set.of();
    private int registrations;

    private OrderBook(ActorContext<Command> context, TimerScheduler<Command> timers) {
        super(context);
        this.timers = timers;
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(
                Receptionist.Listing.class,
                listing -> new Listed(listing.getServiceInstances(CLEARING)));
        context.getSystem().receptionist().tell(Receptionist.subscribe(CLEARING, listings));
        register();
    }

    static Behavior<Command> create() {
        return Behaviors.withStash(
                10_000, stash -> Behaviors.withTimers(timers -> load(stash, timers)));
    }

    private static Behavior<Command> load(
            StashBuffer<Command> stash, TimerScheduler<Command> timers) {
        timers.startSingleTimer(
                Tick.LOADED, Buggify.delay(SLOWEST_LOADING, "book.activation.slow"));
        return Behaviors.receive((context, message) -> message == Tick.LOADED
                ? stash.unstashAll(new OrderBook(context, timers))
                : keep(stash, message));
    }

    private static Behavior<Command> keep(StashBuffer<Command> stash, Command message) {
        stash.stash(message);
        return Behaviors.same();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Place.class, place -> then(() -> place(place)))
                .onMessageEquals(Tick.MATCH, () -> then(this::match))
                .onMessage(Settled.class, settled -> then(() -> settled(settled)))
                .onMessage(Listed.class, listed -> then(() -> listed(listed)))
                .onMessage(Found.class, found -> then(() -> houses = found.houses()))
                .onMessageEquals(Tick.REGISTER, () -> then(this::register))
                .onMessageEquals(Tick.REGISTERED, () -> then(this::registered))
                .build();
    }

    private Behavior<Command> then(Runnable act) {
        act.run();
        return this;
    }

    private void place(Place place) {
        int orders = buys.size() + sells.size();
        Property.alwaysLessThanOrEqualTo(orders, mostOrders, "a book keeps to its limit");
        boolean isFull = orders == mostOrders;
        if (isFull) {
            Property.reachable("an order was refused since the book was full");
        }
        boolean isRefused = isFull || Buggify.buggify("book.refuses");
        place.replyTo().tell(new Answer(!isRefused));
        if (!isRefused) {
            (place.isBuy() ? buys : sells).add(place.order());
            if (!timers.isTimerActive(Tick.MATCH)) {
                timers.startSingleTimer(Tick.MATCH, Buggify.delay(LATEST_MATCH, "book.match.late"));
            }
        }
    }

    private void match() {
        while (!buys.isEmpty() && !sells.isEmpty()) {
            Trade trade = new Trade(buys.remove(), sells.remove());
            unsettled.add(trade);
            settle(trade, 1);
            Property.eventually(
                    SETTLED_WITHIN,
                    () -> !unsettled.contains(trade),
                    "a trade is settled in the end");
        }
    }

    private void settle(Trade trade, int attempt) {
        boolean isLost = houses.isEmpty() || Buggify.buggify("book.settle.lost");
        ActorRef<Settle> house = isLost
                ? getContext().getSystem().deadLetters()
                : houses.iterator().next();
        getContext()
                .ask(
                        Done.class,
                        house,
                        Buggify.buggify("book.patience.short") ? LEAST_PATIENCE : PATIENCE,
                        replyTo -> new Settle(trade, replyTo),
                        (done, error) -> new Settled(trade, attempt, error == null));
    }

    private void settled(Settled settled) {
        Trade trade = settled.trade();
        if (!settled.isDone()) {
            settle(trade, settled.attempt() + 1);
            return;
        }
        boolean wasOpen = unsettled.remove(trade);
        Property.always(
                wasOpen,
                "a trade is settled once",
                "trade",
                trade,
                "unsettled",
                Property.lazily(() -> unsettled));
        Property.sometimes(settled.attempt() > 1, "a trade was settled at a second attempt");
    }

    private void listed(Listed listed) {
        Duration late = Buggify.delay(STALEST_DIRECTORY, "book.directory.stale");
        if (late.isZero()) {
            timers.cancel(CLEARING);
            houses = listed.houses();
        } else { // It may lag behind, but never goes back: a newer listing takes its place.
            timers.startSingleTimer(CLEARING, new Found(listed.houses()), late);
        }
    }

    private void register() {
        registrations++;
        if (!Buggify.buggify("book.registration.failed")) {
            ActorRef<Receptionist.Registered> answers = getContext()
                    .messageAdapter(Receptionist.Registered.class, any -> Tick.REGISTERED);
            getContext()
                    .getSystem()
                    .receptionist()
                    .tell(Receptionist.register(KEY, getContext().getSelf(), answers));
        }
        timers.startSingleTimer(Tick.REGISTER, PATIENCE);
    }

    private void registered() {
        timers.cancel(Tick.REGISTER);
        Property.sometimes(registrations > 1, "a book was registered at a second attempt");
    }
}
