// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which objects of one class live as long as their class, and names them. Such an object
 * keeps, in all later runs, the hash code that it got when the first run asked; so that must not be
 * a number of that run.
 *
 * <p>They are Scala's objects, lambdas that capture nothing, and the descriptors of protocol
 * buffers, whose hash codes decide the order in which Pekko's gossip lists more than four members.
 */
enum LastingObjects {
    /** None of them does, as far as can be told. */
    NONE {
        @Override
        @Nullable
        String name(Object object) {
            return null;
        }
    },

    /** There is only one. */
    SINGLE {
        @Override
        String name(Object object) {
            return "";
        }
    },

    /**
     * The one that a Scala {@code object} is; a class may have other instances as well while it is
     * made.
     */
    MODULE {
        @Override
        @Nullable
        String name(Object object) {
            try {
                Field module = object.getClass().getField(MODULE_FIELD);
                return module.get(null) == object ? "" : null;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    },

    /**
     * Each has a name of its own: {@code com.google.protobuf.Descriptors.GenericDescriptor}, also
     * where it was moved to.
     */
    DESCRIPTOR {
        @Override
        @Nullable
        String name(Object object) {
            try {
                Method fullName = object.getClass().getMethod("getFullName");
                return (String) fullName.invoke(object);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    };

    private static final String MODULE_FIELD = "MODULE$";
    private static final String DESCRIPTOR_CLASS = ".Descriptors$GenericDescriptor";

    /**
     * The name of an object, of which no other one of its class has the same; null if it need not
     * live as long as its class.
     */
    abstract @Nullable String name(Object object);

    /** What the objects of a class are. */
    static LastingObjects of(Class<?> type) {
        if (type.isHidden()) {
            return hasState(type) ? NONE : SINGLE;
        }
        for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (c.getName().endsWith(DESCRIPTOR_CLASS)) {
                return DESCRIPTOR;
            }
        }
        return type.getName().endsWith("$") ? MODULE : NONE;
    }

    private static boolean hasState(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                return true;
            }
        }
        return false;
    }
}
