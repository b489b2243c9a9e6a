// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent.hook;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own access to memory and to fields, which the agent opens to this package.
 * {@code sun.misc.Unsafe} offers the same, but newer JDKs print a warning when it is used.
 */
final class RawMemory {

    private static final Object UNSAFE;
    private static final MethodHandle GET_INT;
    private static final MethodHandle GET_LONG;
    private static final MethodHandle PUT_LONG;
    private static final MethodHandle GET_INT_FIELD;
    private static final MethodHandle PUT_INT_FIELD;
    private static final MethodHandle GET_LONG_FIELD;
    private static final MethodHandle PUT_LONG_FIELD;
    private static final MethodHandle GET_REFERENCE_FIELD;
    private static final MethodHandle PUT_REFERENCE_FIELD;
    private static final MethodHandle PUT_BOOLEAN_FIELD;
    private static final MethodHandle SHOULD_BE_INITIALIZED;

    static {
        try {
            Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
            UNSAFE = type.getMethod("getUnsafe").invoke(null);
            GET_INT = method(type, "getInt", int.class, long.class);
            GET_LONG = method(type, "getLong", long.class, long.class);
            PUT_LONG = method(type, "putLong", void.class, long.class, long.class);
            GET_INT_FIELD = method(type, "getInt", int.class, Object.class, long.class);
            PUT_INT_FIELD = method(type, "putInt", void.class, Object.class, long.class, int.class);
            GET_LONG_FIELD = method(type, "getLong", long.class, Object.class, long.class);
            PUT_LONG_FIELD =
                    method(type, "putLong", void.class, Object.class, long.class, long.class);
            GET_REFERENCE_FIELD =
                    method(type, "getReference", Object.class, Object.class, long.class);
            PUT_REFERENCE_FIELD = method(
                    type, "putReference", void.class, Object.class, long.class, Object.class);
            PUT_BOOLEAN_FIELD =
                    method(type, "putBoolean", void.class, Object.class, long.class, boolean.class);
            SHOULD_BE_INITIALIZED = method(type, "shouldBeInitialized", boolean.class, Class.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private RawMemory() {}

    private static MethodHandle method(
            Class<?> type, String name, Class<?> result, Class<?>... arguments)
            throws ReflectiveOperationException {
        MethodType shape = MethodType.methodType(result, arguments);
        return MethodHandles.lookup().findVirtual(type, name, shape).bindTo(UNSAFE);
    }

    static long fieldOffset(Class<?> type, String field) throws ReflectiveOperationException {
        return (long) UNSAFE.getClass()
                .getMethod("objectFieldOffset", Class.class, String.class)
                .invoke(UNSAFE, type, field);
    }

    static int getInt(long address) {
        try {
            return (int) GET_INT.invokeExact(address);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long getLong(long address) {
        try {
            return (long) GET_LONG.invokeExact(address);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void putLong(long address, long value) {
        try {
            PUT_LONG.invokeExact(address, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int getInt(Object object, long field) {
        try {
            return (int) GET_INT_FIELD.invokeExact(object, field);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void putInt(Object object, long field, int value) {
        try {
            PUT_INT_FIELD.invokeExact(object, field, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long getLong(Object object, long field) {
        try {
            return (long) GET_LONG_FIELD.invokeExact(object, field);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void putLong(Object object, long field, long value) {
        try {
            PUT_LONG_FIELD.invokeExact(object, field, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static @Nullable Object getReference(Object object, long field) {
        try {
            return (Object) GET_REFERENCE_FIELD.invokeExact(object, field);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void putReference(Object object, long field, @Nullable Object value) {
        try {
            PUT_REFERENCE_FIELD.invokeExact(object, field, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void putBoolean(Object object, long field, boolean value) {
        try {
            PUT_BOOLEAN_FIELD.invokeExact(object, field, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Whether a class has not been initialised, or not to the end. */
    static boolean shouldBeInitialized(Class<?> type) {
        try {
            return (boolean) SHOULD_BE_INITIALIZED.invokeExact(type);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(Throwable e) {
        return new IllegalStateException("memory cannot be accessed", e);
    }
}
