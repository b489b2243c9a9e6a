// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.campaign;

import dev.pekkosim.agent.hook.Catalogue;
import dev.pekkosim.engine.Internal;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the body of a campaign stands. What a test states in its own method belongs to its own
 * campaign: other tests that are loaded in the JVM must not miss it.
 *
 * @param className the outermost class
 * @param methods the methods that it may stand in
 * @param loader sees the classes of the tests
 * @hidden
 */
@Internal
public record BodyPlace(String className, Set<String> methods, ClassLoader loader) {

    /** Whose annotations make a method a test, by themselves or on another annotation. */
    private static final List<String> OF_METHODS = List.of("org.junit.", "org.testng.");

    /** Whose subclasses are tests, which state all in their constructors. */
    private static final List<String> OF_CLASSES =
            List.of("org.scalatest.", "munit.", "org.specs2.", "utest.", "weaver.", "zio.test.");

    /** Copies the set. */
    public BodyPlace {
        methods = Set.copyOf(methods);
    }

    /**
     * The place of a body that a method which called this made, or one before it.
     *
     * @param body the class of the body, such as that of a lambda
     */
    public static BodyPlace ofCaller(Class<?> body) {
        String host = outermost(body.getName());
        Set<String> methods = StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> outermost(frame.getClassName()).equals(host))
                        .map(frame -> methodOf(frame.getMethodName()))
                        .collect(Collectors.toSet()));
        return new BodyPlace(host, methods, loaderOf(body));
    }

    /**
     * The place of a body that is a method.
     *
     * @param type its class
     * @param method its name
     */
    public static BodyPlace ofMethod(Class<?> type, String method) {
        return new BodyPlace(outermost(type.getName()), Set.of(method), loaderOf(type));
    }

    private static ClassLoader loaderOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    /** Whether a point or a property stands in a test that this body is none of. */
    boolean isOfAnotherTest(Catalogue.Entry entry) {
        return isTest(entry)
                && !(className.equals(outermost(entry.className()))
                        && methods.contains(entry.method()));
    }

    private boolean isTest(Catalogue.Entry entry) {
        try {
            Class<?> type = Class.forName(entry.className(), false, loader);
            return isSuite(type)
                    || Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals(entry.method())
                                    && isMarked(method, new HashSet<>()));
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // what is not there, or needs what is not, is no test that runs
        }
    }

    private static boolean isSuite(Class<?> type) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            if (OF_CLASSES.stream().anyMatch(one.getName()::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(AnnotatedElement element, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (OF_METHODS.stream().anyMatch(type.getName()::startsWith)
                    || (seen.add(type) && isMarked(type, seen))) {
                return true;
            }
        }
        return false;
    }

    /** The method that a lambda stands in. */
    private static String methodOf(String name) {
        String[] parts = name.split("\\$", -1);
        return name.startsWith("lambda$") && parts.length > 2 ? parts[1] : name;
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
