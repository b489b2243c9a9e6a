package dev.pekkosim.testkit.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.protobuf.msg.ClusterMessages;

/**
 * Sources of orders: tables that are ordered by hash codes. Not asked are the JDK's own classes
 * that have a hash code before the agent comes, such as {@code String}, and {@code WeakHashMap}:
 * JDK 17 and 25 differ in both, though each is the same in all of its executions.
 */
final class Orders {

    /** Made by whatever run initialises this class, and used by all. */
    private static final Map<Object, String> STATIC = new HashMap<>();

    private static final Object STATIC_KEY = new Object();

    static {
        STATIC.put(STATIC_KEY, "static");
    }

    /** Constants without a hash code of their own. */
    private enum Planet {
        MERCURY,
        VENUS,
        EARTH,
        MARS,
        JUPITER,
        SATURN,
        URANUS,
        NEPTUNE
    }

    /** A class without a hash code of its own. */
    private static final class Plain {

        private final int number;

        Plain(int number) {
            this.number = number;
        }
    }

    /** Its hash code is made of those of its components. */
    private record Pair(Planet planet, Class<?> type) {}

    private Orders() {}

    static String identityHashes(ActorContext<?> context) {
        List<Object> seen = new ArrayList<>();
        seen.add(objects());
        seen.add(plains());
        seen.add(planets());
        seen.add(classes());
        seen.add(identities());
        seen.add(new Object().hashCode());
        seen.add(System.identityHashCode("a text" + seen.size()));
        seen.add(Objects.hash(Planet.EARTH, Orders.class));
        seen.add(Arrays.hashCode(new Object[] {Planet.MARS, new Object()}));
        seen.add(new Pair(Planet.VENUS, Plain.class).hashCode());
        seen.add(List.of(Planet.SATURN, TimeUnit.DAYS).hashCode());
        seen.add(STATIC.get(STATIC_KEY));
        seen.add(scala());
        seen.add(lasting());
        Supplier<String> lambda = seen::toString;
        seen.add(lambda.hashCode());
        return seen.toString();
    }

    /** Objects that outlive the run which is the first to ask. */
    private static List<Integer> lasting() {
        Runnable capturesNothing = () -> {};
        return List.of(
                capturesNothing.hashCode(),
                scala.Predef$.MODULE$.hashCode(),
                ClusterMessages.Gossip.getDescriptor().hashCode(),
                ClusterMessages.getDescriptor().hashCode());
    }

    @SuppressWarnings("UnnecessaryAsync") // Its order is what matters.
    private static List<Integer> objects() {
        Map<Object, Integer> numbers = new HashMap<>();
        Map<Object, Integer> concurrent = new ConcurrentHashMap<>();
        List<Object> kept = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Object key = new Object();
            kept.add(key);
            numbers.put(key, i);
            concurrent.put(new Object[] {i}, i);
        }
        List<Integer> order = new ArrayList<>(numbers.values());
        order.addAll(concurrent.values());
        order.add(kept.size());
        return order;
    }

    private static List<Integer> plains() {
        Set<Plain> plains = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            plains.add(new Plain(i));
        }
        return plains.stream().map(plain -> plain.number).toList();
    }

    private static List<Object> planets() {
        Map<Planet, Integer> planets = new HashMap<>();
        for (Planet planet : Planet.values()) {
            planets.put(planet, 1);
        }
        Set<TimeUnit> units = new HashSet<>(List.of(TimeUnit.values()));
        return List.of(planets.keySet().toString(), units.toString());
    }

    private static List<String> classes() {
        Set<Class<?>> classes = new HashSet<>(List.of(
                Plain.class,
                Planet.class,
                Plain[].class,
                ActorContext.class,
                Orders.class,
                java.util.Currency.class));
        return classes.stream().map(Class::getName).toList();
    }

    private static List<Object> identities() {
        IdentityHashMap<String, Integer> identities = new IdentityHashMap<>();
        for (int i = 0; i < 8; i++) {
            identities.put("key " + i, i);
        }
        return new ArrayList<>(identities.values());
    }

    private static String scala() {
        var builder = scala.collection.immutable.Set$.MODULE$.newBuilder();
        List<Plain> plains = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            plains.add(new Plain(i));
            builder.addOne(plains.get(i));
        }
        var iterator = ((scala.collection.immutable.Set<?>) builder.result()).iterator();
        StringBuilder order = new StringBuilder();
        while (iterator.hasNext()) {
            order.append(((Plain) iterator.next()).number);
        }
        return order.toString();
    }

    /**
     * Two JVMs agree by chance on the order of a set if their salts start it in the same gap
     * between its elements; hence many numbers, scattered over the whole table: neighbours would
     * leave one gap of half of it.
     */
    static String collectionOrder(ActorContext<?> context) {
        Set<Integer> many = Set.copyOf(
                IntStream.range(0, 20_000).map(i -> i * 0x9E3779B9).boxed().toList());
        Set<String> letters = Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        Map<String, Integer> numbers = Map.of("one", 1, "two", 2, "three", 3, "four", 4, "five", 5);
        Set<String> copied = Set.copyOf(new LinkedHashSet<>(List.of("x", "y", "z", "u", "v", "w")));
        return many + " " + letters + " " + numbers + " " + copied + " " + Set.of("left", "right")
                + Map.copyOf(new HashMap<>(numbers)).keySet();
    }
}
