// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * The Java agent. It sends the calls by which code reads clocks, draws random numbers, sleeps and
 * waits to hooks that answer from the simulation on a simulated thread and from the machine on
 * every other.
 *
 * <p>It is best started with the JVM, {@code -javaagent:pekko-sim-agent.jar}; {@link #attach()} is
 * for a JVM that already runs. What is rewritten stands in two tables, {@code CallSites} and
 * {@code PekkoTargets}; the classes of the JDK that are rewritten too stand in {@code JdkTargets}.
 *
 * @since 0.1
 */
public final class SimAgent {

    private static final String PEKKO = "org.apache.pekko.actor.ActorSystem";
    private static final String AS_JAVAAGENT = "start the JVM with -javaagent:";

    /** The agent's argument when it is {@link #attach()} that loads it. */
    private static final String SELF = "self";

    private static final MissingHooks MISSING = new MissingHooks();

    /** Filled once, when the agent starts. */
    private static final List<String> FAULTS = new CopyOnWriteArrayList<>();

    /** Why the last start did nothing; empty if it did its work. */
    private static volatile String refusal = "";

    private SimAgent() {}

    /**
     * Called by the JVM for {@code -javaagent}.
     *
     * @param argument unused
     * @param instrumentation the JVM's
     */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        start(argument, instrumentation);
    }

    /**
     * Called by the JVM when the agent is loaded into it while it runs.
     *
     * @param argument unused
     * @param instrumentation the JVM's
     */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        start(argument, instrumentation);
    }

    /**
     * Loads the agent into the running JVM, unless it is there already. Classes that were loaded
     * before are not rewritten, apart from those of the JDK; so call it first thing.
     *
     * @throws IllegalStateException if Pekko was loaded before, if this class does not come from
     *     the agent's jar, or if the JVM does not allow it; the message says what to do
     */
    public static void attach() {
        if (isActive()) {
            return;
        }
        File jar = ownJar();
        try {
            ByteBuddyAgent.attach(jar, Long.toString(ProcessHandle.current().pid()), SELF);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "this JVM lets no agent attach itself: " + AS_JAVAAGENT + jar, e);
        }
        String refused = (String) ofSystemLoader("refusal");
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    refused + ": " + AS_JAVAAGENT + jar + ", or call SimAgent.attach() earlier");
        }
    }

    /**
     * Tells whether the agent is at work in this JVM.
     *
     * @return whether classes are rewritten
     */
    public static boolean isActive() {
        return HookClasses.areInstalled();
    }

    /**
     * Lists what should be rewritten and is not. A hook is missing when a release of Pekko moved
     * the place it belongs to; a run is then not deterministic. Loads the classes with a hook.
     *
     * @param pekko the class loader that sees Pekko
     * @return one sentence for each hook, which names class, method and jar; empty if all is well
     */
    @SuppressWarnings("unchecked") // It is this very method that is called.
    public static List<String> missingHooks(ClassLoader pekko) {
        return isOfSystemLoader()
                ? new HookCheck(pekko).missing(rows(), MISSING)
                : (List<String>) ofSystemLoader("missingHooks", ClassLoader.class, pekko);
    }

    /**
     * Tells which buggify points in methods of Pekko cannot fire, since the release that is used
     * lacks what they need. Runs do without them. Loads no class.
     *
     * @param pekko the class loader that sees Pekko
     * @return their names, each with a sentence that names the point and what is not there; empty
     *     if all is well
     */
    @SuppressWarnings("unchecked") // It is this very method that is called.
    public static SortedMap<String, String> missingPoints(ClassLoader pekko) {
        return isOfSystemLoader()
                ? new PointCheck(pekko).missing(PekkoPointTargets.ROWS)
                : (SortedMap<String, String>)
                        ofSystemLoader("missingPoints", ClassLoader.class, pekko);
    }

    /**
     * The buggify points that are placed in methods of Pekko: the name of each, with the real event
     * that it models.
     */
    @SuppressWarnings("unchecked") // It is this very method that is called.
    public static SortedMap<String, String> pointEvents() {
        if (!isOfSystemLoader()) {
            return (SortedMap<String, String>) ofSystemLoader("pointEvents");
        }
        SortedMap<String, String> events = new TreeMap<>();
        for (PointHook point : PekkoPointTargets.ROWS) {
            events.put(point.name(), point.models());
        }
        return events;
    }

    /**
     * Enters the buggify points and properties of whole packages into the catalogue, which
     * otherwise knows those of the classes that were loaded since the agent started. The class
     * files are only read, so classes that were loaded earlier count, and none is loaded.
     *
     * @param loader sees the classes; those of {@code java.class.path} count in any case
     * @param packages names such as {@code com.acme}; packages within them count, too. None for all
     *     but those of Pekko and Scala
     * @return how many class files there are; 0 tells of a name that no package has
     * @throws IllegalStateException if the agent is not at work in this JVM, or a class file is not
     *     valid
     */
    public static int catalogue(ClassLoader loader, String... packages) {
        if (!isActive()) {
            throw new IllegalStateException("there is no agent in this JVM, so it has no catalogue:"
                    + " call SimAgent.attach() first");
        }
        return isOfSystemLoader()
                ? ClassPathScan.scan(loader, packages)
                : (int) ofSystemLoader(
                        "catalogue",
                        new Class<?>[] {ClassLoader.class, String[].class},
                        loader,
                        packages);
    }

    private static List<MethodTarget> rows() {
        List<MethodTarget> rows = PekkoTargets.all();
        rows.addAll(PointTargets.all());
        return rows;
    }

    /**
     * Lists what is wrong with this JVM or with the way it was started, so that no run can be
     * deterministic in it.
     *
     * @return one sentence for each; empty if all is well
     */
    @SuppressWarnings("unchecked") // It is this very method that is called.
    public static List<String> faults() {
        return isOfSystemLoader() ? List.copyOf(FAULTS) : (List<String>) ofSystemLoader("faults");
    }

    /** Tells why the last start of the agent did nothing; empty if it did its work. */
    static String refusal() {
        return refusal;
    }

    private static synchronized void start(
            @Nullable String argument, Instrumentation instrumentation) {
        if (isActive()) {
            return;
        }
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        for (Class<?> type : loaded) {
            if (type.getName().equals(PEKKO)) {
                refusal = "Pekko was loaded before the agent";
                if (SELF.equals(argument)) {
                    return; // attach() reports it, with a shorter stack trace.
                }
                throw new IllegalStateException(refusal);
            }
        }
        refusal = "";
        try {
            HookClasses.install(instrumentation, source());
            HookClasses.load(SimAgent.class.getClassLoader(), instrumentation);
            String complaint = Treatment.complaint(System.getProperty(Treatment.OFF, ""));
            if (!complaint.isEmpty()) {
                FAULTS.add(complaint);
            }
            if (Treatment.RANDOM.isApplied()) {
                HookClasses.call("RandomHooks", "prepare");
            }
            if (Treatment.IDENTITY_HASHES.isApplied()
                    && !Boolean.TRUE.equals(
                            HookClasses.call("HashHooks", "prepare", (Object) loaded))) {
                FAULTS.add("the hash codes that this JVM (" + System.getProperty("java.vm.name")
                        + ") gives to objects cannot be decided, so a run would differ each time;"
                        + " use a HotSpot JVM without -XX:hashCode");
            }
            HookClasses.call("OutsideHooks", "prepare", (Object) SkippedPackages.called());
            OwnClasses.load(source());
            instrumentation.addTransformer(new AppTransformer(MISSING));
            instrumentation.addTransformer(new JdkTransformer(MISSING), true);
            instrumentation.addTransformer(new PointTransformer(MISSING), true);
            instrumentation.addTransformer(new InitialiserTransformer(MISSING), true);
            // Anew, since the hooks have loaded some that they need.
            retransform(instrumentation, loadedTargets(instrumentation));
        } catch (IOException | UnmodifiableClassException | LinkageError | InternalError e) {
            FAULTS.add("the agent could not start: " + e);
            throw new IllegalStateException("the agent could not start", e);
        }
    }

    /**
     * Rewrites classes that are loaded. One that cannot be linked, since it lacks another class, is
     * left as it is: nobody can use it either. The JVM does not say which of several it is.
     */
    private static void retransform(Instrumentation instrumentation, Class<?>[] targets)
            throws UnmodifiableClassException {
        try {
            instrumentation.retransformClasses(targets);
        } catch (LinkageError | InternalError e) {
            if (targets.length == 1) {
                if (targets[0].getClassLoader() == null) {
                    throw e; // one of the JDK's lacks nothing
                }
                return;
            }
            int half = targets.length / 2;
            retransform(instrumentation, Arrays.copyOfRange(targets, 0, half));
            retransform(instrumentation, Arrays.copyOfRange(targets, half, targets.length));
        }
    }

    /** Those of the loaded classes in which something is to be rewritten. */
    private static Class<?>[] loadedTargets(Instrumentation instrumentation) {
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        Set<Class<?>> targets = new LinkedHashSet<>();
        for (Class<?> type : loaded) {
            String name = type.getName().replace('.', '/');
            if (type.getClassLoader() == null
                    ? JdkTargets.contains(name)
                    : PointTransformer.isOfInterest(name)) {
                targets.add(type);
            }
        }
        for (Class<?> type : (Class<?>[]) Objects.requireNonNull(
                HookClasses.call("InitialiserHooks", "uninitialised", (Object) loaded))) {
            if (instrumentation.isModifiableClass(type)) {
                targets.add(type);
            }
        }
        return targets.toArray(new Class<?>[0]);
    }

    private static File ownJar() {
        File source = source();
        if (!source.isFile()) {
            throw new IllegalStateException("pekko-sim-agent is on the class path as " + source
                    + " and can attach only as its jar: build that with 'mvn package' and "
                    + AS_JAVAAGENT + "the jar");
        }
        return source;
    }

    /** The jar or the directory that this class comes from. */
    private static File source() {
        CodeSource source = SimAgent.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("the class loader of pekko-sim-agent does not tell"
                    + " where it found it: put its jar on the system class path");
        }
        try {
            return new File(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "pekko-sim-agent is not in a file but at " + source.getLocation(), e);
        }
    }

    /** Of another one's copy, the agent's other classes may be the system loader's. */
    private static boolean isOfSystemLoader() {
        return SimAgent.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    }

    private static Object ofSystemLoader(String method) {
        return ofSystemLoader(method, new Class<?>[0]);
    }

    private static Object ofSystemLoader(String method, Class<?> type, Object argument) {
        return ofSystemLoader(method, new Class<?>[] {type}, argument);
    }

    /** Asks the copy of this class that the JVM starts, if a test runner isolates class loaders. */
    private static Object ofSystemLoader(String method, Class<?>[] types, Object... arguments) {
        try {
            Class<?> started = Class.forName(
                    SimAgent.class.getName(), true, ClassLoader.getSystemClassLoader());
            var asked = started.getDeclaredMethod(method, types);
            asked.setAccessible(true);
            return asked.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the agent must be on the system class path, but only another class loader has"
                            + " it: have tests executed in a JVM of their own, in sbt by"
                            + " Test / fork := true",
                    e);
        }
    }
}
