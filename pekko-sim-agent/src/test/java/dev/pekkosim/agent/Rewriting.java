package dev.pekkosim.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites classes of the test's own package, which the agent skips, and defines them anew. */
final class Rewriting {

    private Rewriting() {}

    static byte[] classFile(String internalName) {
        try (InputStream in =
                Rewriting.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
            if (in == null) {
                throw new IllegalArgumentException("no class " + internalName);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] classFile(Class<?> type) {
        return classFile(type.getName().replace('.', '/'));
    }

    static byte @Nullable [] rewrite(String internalName, byte[] original) {
        return ClassRewriter.rewrite(
                internalName, original, Treatment.applied(), List.of(), new MissingHooks());
    }

    static byte[] mustRewrite(String internalName, byte[] original) {
        byte[] rewritten = rewrite(internalName, original);
        if (rewritten == null) {
            throw new AssertionError(internalName + " was left untouched");
        }
        return rewritten;
    }

    /** Makes a rewritten copy of a compiled class, which the JVM verifies. */
    static Class<?> copyOf(Class<?> type) {
        byte[] rewritten = mustRewrite(type.getName().replace('.', '/'), classFile(type));
        return new Loader(type.getClassLoader()).define(type.getName(), rewritten);
    }

    static Class<?> define(String internalName, byte[] classFile) {
        ClassLoader parent = Rewriting.class.getClassLoader();
        return new Loader(parent).define(internalName.replace('/', '.'), classFile);
    }

    private static final class Loader extends ClassLoader {

        private Loader(ClassLoader parent) {
            super(parent);
        }

        private Class<?> define(String name, byte[] classFile) {
            Class<?> type = defineClass(name, classFile, 0, classFile.length);
            // Asking for its methods links the class, and so verifies it.
            if (type.getDeclaredMethods().length == 0) {
                throw new AssertionError(name + " has no method");
            }
            return type;
        }

        /** The class refers to itself by name, so it must not come from the parent. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> own = findLoadedClass(name);
            return own != null ? own : super.loadClass(name, resolve);
        }
    }
}
