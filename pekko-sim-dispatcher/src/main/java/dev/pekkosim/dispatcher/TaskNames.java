// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.dispatcher;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.ActorRef;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.Function1;

/**
 * What people call a task of a dispatcher or of the scheduler. Pekko and Scala's futures wrap what
 * is to be done, in classes whose names tell nobody anything; their fields do: the actor that gets
 * a message, or the code that is run.
 */
final class TaskNames {

    private static final int MOST_WRAPPINGS = 5;

    private TaskNames() {}

    /** Its name, the same in every execution of a seed. */
    static String of(Object task) {
        Object inner = task;
        for (int i = 0; i < MOST_WRAPPINGS && inner != null; i++) {
            if (!isWrapping(inner.getClass().getName())) {
                return WorkLabels.nameOf(inner.getClass());
            }
            String sent = sent(inner);
            if (sent != null) {
                return sent;
            }
            inner = wrapped(inner);
        }
        return WorkLabels.nameOf(task.getClass());
    }

    private static boolean isWrapping(String type) {
        return type.startsWith("org.apache.pekko.")
                || type.startsWith("scala.")
                || type.startsWith("java.");
    }

    /** The actor and the message, if that is what the task is for. */
    private static @Nullable String sent(Object task) {
        ActorRef receiver = null;
        Object message = null;
        for (Field field : fields(task)) {
            Object value = value(field, task);
            if (field.getName().startsWith("receiver") && value instanceof ActorRef actor) {
                receiver = actor;
            } else if (field.getName().startsWith("message")) {
                message = value;
            }
        }
        return receiver == null
                ? null
                : receiver.path().toStringWithoutAddress() + " "
                        + WorkLabels.nameOfMessage(message);
    }

    /** What the task wraps: code, or else the object that it is part of. */
    private static @Nullable Object wrapped(Object task) {
        Object outer = null;
        for (Field field : fields(task)) {
            Object value = value(field, task);
            if (value instanceof Runnable
                    || value instanceof Callable<?>
                    || value instanceof Function0<?>
                    || value instanceof Function1<?, ?>) {
                return value;
            }
            if (field.getName().equals("$outer")) {
                outer = value;
            }
        }
        return outer;
    }

    /** The JVM promises no order. */
    private static Field[] fields(Object task) {
        Field[] fields = task.getClass().getDeclaredFields();
        Arrays.sort(fields, Comparator.comparing(Field::getName));
        return fields;
    }

    private static @Nullable Object value(Field field, Object task) {
        try {
            field.setAccessible(true);
            return field.get(task);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // a class of the JDK, say
        }
    }
}
