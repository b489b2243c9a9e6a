// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.testkit.insight;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.Actor;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.StashSupport;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.internal.StashBufferImpl;
import org.apache.pekko.util.MessageBuffer;
import org.apache.pekko.util.MessageBufferMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages that an actor has put aside: in its stash, in stash buffers, in the buffers of
 * sharding and of singleton proxies. They are found where its fields lead to within a few steps,
 * since a typed behavior keeps them where it likes.
 */
final class HeldMessages {

    private static final int MOST_STEPS = 6;

    private static final int MOST_OBJECTS = 5_000;

    private static final int MOST_IDS = 5;

    /** What has been looked at, and by whom it is then not looked at again. */
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Tells what an actor holds, such as {@code buffers 3 messages for 7, 9}; once it was told, it
     * is not told of others.
     *
     * @param actor a living actor, classic or typed
     */
    List<String> of(Actor actor) {
        List<String> found = new ArrayList<>();
        visit(actor, found);
        List<Object> edge = followed(actor);
        for (int step = 0; step < MOST_STEPS && !edge.isEmpty(); step++) {
            List<Object> next = new ArrayList<>();
            for (Object object : edge) {
                if (seen.size() < MOST_OBJECTS && visit(object, found)) {
                    next.addAll(followed(object));
                }
            }
            edge = next;
        }
        return found;
    }

    /**
     * Notes what an object holds itself, and tells whether what its fields lead to is looked at,
     * too.
     */
    private boolean visit(Object object, List<String> found) {
        if (!seen.add(object)) {
            return false;
        }
        if (object instanceof StashSupport stash) {
            note(
                    found,
                    stash.org$apache$pekko$actor$StashSupport$$theStash().size(),
                    "stashes",
                    "");
            return true;
        }
        if (object instanceof StashBufferImpl<?> stash) {
            note(found, stash.size(), "stashes", "");
            return false;
        }
        if (object instanceof MessageBufferMap<?> buffers) {
            note(found, buffers.totalSize(), "buffers", " for " + ids(buffers));
            return false;
        }
        if (object instanceof MessageBuffer buffer) {
            note(found, buffer.size(), "buffers", "");
            return false;
        }
        return true;
    }

    private static void note(List<String> found, int size, String verb, String whom) {
        if (size > 0) {
            found.add(verb + " " + size + (size == 1 ? " message" : " messages") + whom);
        }
    }

    private static String ids(MessageBufferMap<?> buffers) {
        List<String> ids = new ArrayList<>();
        buffers.foreach((id, buffer) -> {
            if (buffer.nonEmpty()) {
                ids.add(String.valueOf(id));
            }
            return scala.runtime.BoxedUnit.UNIT;
        });
        Collections.sort(ids);
        int more = ids.size() - MOST_IDS;
        return more <= 0
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, MOST_IDS)) + " and " + more + " more";
    }

    /** What the fields of an object of an actor's own lead to. */
    static List<Object> followed(Object object) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = object.getClass();
                type != null && isFollowed(type);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    Object value = value(field, object);
                    if (value != null && isFollowed(value)) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            AccessibleObject accessible = field;
            return accessible.trySetAccessible() ? field.get(object) : null;
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    /** Other actors and what a whole node shares are not an actor's own. */
    private static boolean isFollowed(Object value) {
        return !(value instanceof Actor
                        || value instanceof ActorRef
                        || value instanceof ActorContext
                        || value instanceof ActorSystem
                        || value instanceof Extension
                        || value instanceof org.apache.pekko.actor.typed.ActorRef<?>
                        || value instanceof org.apache.pekko.actor.typed.ActorSystem<?>
                        || value instanceof org.apache.pekko.actor.typed.Extension
                        || value instanceof TypedActorContext<?>
                        || value instanceof Enum<?>)
                && isFollowed(value.getClass());
    }

    private static boolean isFollowed(Class<?> type) {
        String name = type.getName();
        return !type.isArray()
                && !name.startsWith("java.")
                && !name.startsWith("javax.")
                && !name.startsWith("jdk.")
                && !name.startsWith("sun.")
                && !name.startsWith("scala.")
                && !name.startsWith("com.typesafe.config.")
                && !name.startsWith("org.slf4j.")
                && !name.startsWith("dev.pekkosim.engine.")
                && !name.startsWith("dev.pekkosim.testkit.cluster.");
    }
}
