// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the package of hooks on the bootstrap class path, so that rewritten JDK classes see it and
 * the whole JVM has one copy of it. Nothing here may name one of its classes but as a string.
 */
final class HookClasses {

    static final String PACKAGE = "dev.pekkosim.agent.hook.";

    /** All classes of the package. */
    static final String[] NAMES = {
        "SimHooks",
        "CarrierValues",
        "Catalogue",
        "Catalogue$Entry",
        "ClassCache",
        "ClockHooks",
        "CounterHooks",
        "ForkJoinHooks",
        "ForkJoinHooks$Execution",
        "FutureHooks",
        "HashHooks",
        "HashWordsProbe",
        "IdentityHashes",
        "InitialiserHooks",
        "Initialisers",
        "KnownClass",
        "KnownClass$1",
        "LastingObjects",
        "LastingObjects$1",
        "LastingObjects$2",
        "LastingObjects$3",
        "LastingObjects$4",
        "LockOwners",
        "MachineHooks",
        "Memo",
        "Memo$Entry",
        "MemoHolder",
        "MonitorHooks",
        "NodeClock",
        "NodeRandom",
        "ObjectHeader",
        "OutsideCall",
        "OutsideHooks",
        "OwnedLocks",
        "Place",
        "PointHooks",
        "PropertyHooks",
        "RandomHooks",
        "RawMemory",
        "RememberedManifest",
        "RememberedManifest$Connection",
        "RememberedManifest$OfLoader",
        "SimPoints",
        "SimRandoms",
        "SimRuntime",
        "SimThread",
        "StepState",
        "TextMemo",
        "TextMemo$1",
        "ThreadBelongings",
        "ThreadHooks",
        "WaitHooks",
    };

    private HookClasses() {}

    /** Whether the bootstrap class loader has the hooks, which holds for the whole JVM. */
    static boolean areInstalled() {
        try {
            Class.forName(PACKAGE + "SimHooks", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Makes the hooks visible to all class loaders.
     *
     * <p>Each detour here would cost tens of milliseconds in a JVM that has just started: a
     * temporary file with a random name loads the security providers, a resource stream loads the
     * URL handlers, and a zip entry with the current time loads the time zones.
     *
     * @param instrumentation the JVM's
     * @param source the agent's jar or directory of classes
     */
    static void install(Instrumentation instrumentation, File source) throws IOException {
        File jar = new File(
                System.getProperty("java.io.tmpdir"),
                "pekko-sim-hooks-" + Long.toHexString(System.nanoTime()) + ".jar");
        if (!jar.createNewFile()) {
            throw new IOException("there is a file " + jar + " already");
        }
        jar.deleteOnExit();
        write(jar, source);
        // The JVM opens the file anew by its path; closing ours does not take it away.
        try (JarFile opened = new JarFile(jar, false)) {
            instrumentation.appendToBootstrapClassLoaderSearch(opened);
        }
    }

    private static void write(File jar, File source) throws IOException {
        // Any but 1980-01-01, the first there is, which stands for an earlier one.
        LocalDateTime time = LocalDateTime.of(1981, 1, 1, 0, 0);
        try (OutputStream file = new FileOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            // Not compressed: it is read at once and never again.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (String name : NAMES) {
                String path = (PACKAGE + name).replace('.', '/') + ".class";
                ZipEntry entry = new ZipEntry(path);
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                zip.write(read(source, path));
                zip.closeEntry();
            }
        }
    }

    private static byte[] read(File source, String path) throws IOException {
        if (source.isDirectory()) {
            try (InputStream in = new FileInputStream(new File(source, path))) {
                return in.readAllBytes();
            }
        }
        try (JarFile jar = new JarFile(source, false)) {
            ZipEntry entry = jar.getEntry(path);
            if (entry == null) {
                throw new IOException(source + " has no " + path);
            }
            return jar.getInputStream(entry).readAllBytes();
        }
    }

    /**
     * Loads the hooks, before the first rewritten class needs them in the middle of something else.
     *
     * @throws IllegalStateException if one was loaded before by another class loader
     */
    static void load(ClassLoader agents, Instrumentation instrumentation) {
        for (String name : NAMES) {
            try {
                Class<?> hook = Class.forName(PACKAGE + name, false, agents);
                if (hook.getClassLoader() != null) {
                    throw new IllegalStateException(hook.getName()
                            + " was loaded before the agent: start the JVM with -javaagent, or"
                            + " call SimAgent.attach() before any class of pekko-sim is used");
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("the bootstrap class path lacks " + name, e);
            }
        }
        openJdk(instrumentation);
        for (String name : NAMES) {
            hook(name); // initialises it
        }
    }

    /**
     * Opens to the hooks what of the JDK they need: raw memory, how a worker executes a task, who
     * holds a lock, and who is told of a thread's end.
     */
    private static void openJdk(Instrumentation instrumentation) {
        Set<Module> hooks = Set.of(hook("SimHooks").getModule());
        Map<String, Set<Module>> opened = new HashMap<>();
        opened.put("jdk.internal.misc", hooks);
        opened.put("jdk.internal.vm", hooks);
        opened.put("java.util.concurrent", hooks);
        opened.put("java.util.concurrent.locks", hooks);
        Module base = Object.class.getModule();
        opened.keySet().retainAll(base.getPackages());
        instrumentation.redefineModule(base, Set.of(), opened, opened, Set.of(), Map.of());
    }

    /** Calls a static method of a hook. */
    static @Nullable Object call(String name, String method, Object... arguments) {
        try {
            for (Method known : hook(name).getMethods()) {
                if (known.getName().equals(method)) {
                    return known.invoke(null, arguments);
                }
            }
            throw new IllegalStateException(name + " has no method " + method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + "." + method + " cannot be called", e);
        }
    }

    private static Class<?> hook(String name) {
        try {
            return Class.forName(PACKAGE + name, true, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the bootstrap class path lacks " + name, e);
        }
    }
}
