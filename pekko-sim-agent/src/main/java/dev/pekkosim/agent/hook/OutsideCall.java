// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call by which simulated code leaves the run: the first class on the stack that belongs neither
 * to the JDK nor to Scala's library, the last method of those that it called, and the line of the
 * application on the way there. What a library was called by is the application's rather than what
 * it does itself, so that is looked for from the beginning of the way: where the step comes from is
 * the application, and the line is the last one there of a class whose name begins alike.
 */
final class OutsideCall {

    private static final String HOOKS = "dev.pekkosim.agent.hook.";
    private static final String PEKKO = "org.apache.pekko.";
    private static final String OURS = "dev.pekkosim.";

    /** Where a look for the class of an application ends: what runs the steps. */
    private static final String[] ENGINE = {"dev.pekkosim.engine.", "dev.pekkosim.dispatcher."};

    private static final String[] LIBRARY = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "scala.", HOOKS
    };

    /** What is no application though it is neither the JDK nor Scala's library. */
    private static final String[] NO_APPLICATION = {
        PEKKO,
        "dev.pekkosim.transport.",
        "dev.pekkosim.persistence.",
        "dev.pekkosim.testkit.cluster.",
        "dev.pekkosim.testkit.faults.",
        "dev.pekkosim.testkit.insight.",
        "dev.pekkosim.testkit.points."
    };

    /**
     * Beginnings of the names of classes that only pass a call on: threads, pools, futures,
     * streams.
     */
    private static final String[] PLUMBING = {"java.lang.Thread", "java.util."};

    private @Nullable String caller;
    private final List<StackTraceElement> way = new ArrayList<>();
    private @Nullable StackTraceElement line;
    private Class<?> called = Object.class;
    private String method = "";

    private OutsideCall() {}

    /** The call that this thread is in. */
    static OutsideCall current() {
        OutsideCall call = new OutsideCall();
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(frames -> {
            Optional<StackWalker.StackFrame> end = frames.filter(call::endsAt).findFirst();
            return end.isPresent();
        });
        call.line = call.lineOnTheWay();
        return call;
    }

    private boolean endsAt(StackWalker.StackFrame frame) {
        String name = frame.getClassName();
        if (beginsWithOneOf(name, LIBRARY)) {
            if (caller == null && !beginsWithOneOf(name, PLUMBING)) {
                called = frame.getDeclaringClass();
                method = frame.getMethodName();
            }
            return false;
        }
        if (beginsWithOneOf(name, ENGINE)) {
            return true;
        }
        if (caller == null) {
            caller = name;
        }
        if (beginsWithOneOf(name, NO_APPLICATION)) {
            return !way.isEmpty();
        }
        way.add(frame.toStackTraceElement());
        return false;
    }

    private @Nullable StackTraceElement lineOnTheWay() {
        for (int i = way.size() - 1; i >= 0; i--) {
            String name = way.get(i).getClassName();
            if (!name.startsWith(OURS)) {
                return firstOf(beginning(name));
            }
        }
        return way.isEmpty() ? null : way.get(0);
    }

    private StackTraceElement firstOf(String application) {
        int at = 0;
        while (!beginning(way.get(at).getClassName()).equals(application)) {
            at++;
        }
        return way.get(at);
    }

    /** The first two parts of the name of a class, such as {@code com.acme}. */
    private static String beginning(String className) {
        int first = className.indexOf('.');
        int second = first < 0 ? -1 : className.indexOf('.', first + 1);
        return second < 0
                ? className.substring(0, Math.max(first, 0))
                : className.substring(0, second);
    }

    static boolean beginsWithOneOf(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The class that makes the call, or null if it is the JDK in a thread of its own. */
    @Nullable
    String caller() {
        return caller;
    }

    boolean isOfPekko() {
        return caller != null && caller.startsWith(PEKKO);
    }

    /** The class of the application on the way there, or null if there is none. */
    @Nullable
    String application() {
        return line == null ? null : line.getClassName();
    }

    /** The line of the application, such as {@code Rates.java:34}, or null if there is none. */
    @Nullable
    String line() {
        if (line == null) {
            return null;
        }
        String file = line.getFileName();
        return file == null
                ? line.getClassName() + "." + line.getMethodName()
                : file + ":" + line.getLineNumber();
    }

    /** The class whose method is called, as its documentation has it. */
    String owner() {
        Class<?> known = called;
        while (known != null && !isDocumented(known)) {
            known = known.getSuperclass();
        }
        return known == null || known == Object.class ? called.getName() : known.getName();
    }

    private static boolean isDocumented(Class<?> type) {
        String name = type.getName();
        return Modifier.isPublic(type.getModifiers())
                && (name.startsWith("java.")
                        || name.startsWith("javax.")
                        || name.startsWith("scala."));
    }

    /** The method that is called, with its class. */
    String method() {
        return method.equals("<init>") ? "the constructor of " + owner() : owner() + "." + method;
    }
}
