// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The name of a buggify point without a name: the place of its call in the source, such as
 * {@code com.acme.Foo.flush:42}. The same place has the same name in every JVM.
 */
public final class Place {

    private static final String JAVA_LAMBDA = "lambda$";
    private static final String SCALA_LAMBDA = "$anonfun$";
    private static final String BUGGIFY = "dev.pekkosim.buggify.";

    private Place() {}

    /**
     * Names a place.
     *
     * @param className binary name of the class
     * @param method as it is called in the class file
     * @param line in the source file, 0 or less if it is not known
     */
    public static String name(String className, String method, int line) {
        String place = className + "." + method(method);
        return line > 0 ? place + ":" + line : place;
    }

    /**
     * The method of the source that a method of a class file is part of: for the code of a lambda
     * the method that it stands in, as far as its name tells, else the method itself.
     */
    public static String method(String name) {
        if (name.startsWith(JAVA_LAMBDA)) {
            return javaLambda(name);
        }
        return name.startsWith(SCALA_LAMBDA) ? scalaLambda(name) : name;
    }

    /**
     * {@code lambda$receive$3}, or with a hash if it is serializable:
     * {@code lambda$receive$5d8a1cb9$1}.
     */
    private static String javaLambda(String name) {
        int end = endWithoutNumber(name, JAVA_LAMBDA.length());
        int hash = name.lastIndexOf('$', end - 1);
        if (hash > JAVA_LAMBDA.length() && isHash(name, hash + 1, end)) {
            end = hash;
        }
        String method = name.substring(JAVA_LAMBDA.length(), end);
        return switch (method) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> method;
        };
    }

    /** {@code $anonfun$receive$1}, or {@code $anonfun$receive$1$adapted}. */
    private static String scalaLambda(String name) {
        String adapted = "$adapted";
        String bare =
                name.endsWith(adapted) ? name.substring(0, name.length() - adapted.length()) : name;
        return bare.substring(SCALA_LAMBDA.length(), endWithoutNumber(bare, SCALA_LAMBDA.length()));
    }

    private static int endWithoutNumber(String name, int start) {
        int dollar = name.lastIndexOf('$');
        if (dollar <= start) {
            return name.length();
        }
        for (int i = dollar + 1; i < name.length(); i++) {
            if (!isDigit(name.charAt(i))) {
                return name.length();
            }
        }
        return dollar;
    }

    private static boolean isHash(String name, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = name.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return end > start && end - start <= 8;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Names the place of the call that is going on of a method of pekko-buggify. It takes the
     * stack, and is for calls that could not get their name when their class was loaded: by
     * reflection, and in classes that are not rewritten.
     */
    public static String current() {
        return StackWalker.getInstance().walk(Place::caller).orElse("unknown");
    }

    private static Optional<String> caller(Stream<StackWalker.StackFrame> frames) {
        return frames.filter(Place::isOutside).findFirst().map(Place::name);
    }

    private static boolean isOutside(StackWalker.StackFrame frame) {
        String className = frame.getClassName();
        return !className.startsWith(BUGGIFY) && !className.equals(Place.class.getName());
    }

    private static String name(StackWalker.StackFrame frame) {
        // What follows a slash is a number that the JVM gives to a class without a name.
        String className = frame.getClassName();
        int slash = className.indexOf('/');
        String known = slash < 0 ? className : className.substring(0, slash);
        return name(known, frame.getMethodName(), frame.getLineNumber());
    }
}
