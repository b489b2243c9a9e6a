// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import dev.pekkosim.engine.Internal;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A member of a class of Pekko that Java cannot name: it is private, or Scala made up its name.
 *
 * @hidden
 */
@Internal
public final class HiddenMember {

    private final @Nullable Field field;
    private final @Nullable Method method;

    /**
     * Looks for a field, and if there is none for a method without arguments.
     *
     * @param type declares it
     * @param name its name in Scala
     * @throws IllegalStateException if there is none
     */
    public HiddenMember(Class<?> type, String name) {
        field = field(type, name);
        method = field == null ? method(type, name) : null;
    }

    private static @Nullable Field field(Class<?> type, String name) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(name) || field.getName().endsWith("$$" + name)) {
                field.setAccessible(true);
                return field;
            }
        }
        return null;
    }

    private static Method method(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(
                    "this release of Pekko has no " + name + " in " + type.getName(), e);
        }
    }

    /** Its value in an object. */
    public Object of(Object owner) {
        try {
            if (field != null) {
                return field.get(owner);
            }
            if (method != null) {
                return method.invoke(owner);
            }
            throw new IllegalStateException("there is neither field nor method");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a member of " + owner + " cannot be read", e);
        }
    }
}
