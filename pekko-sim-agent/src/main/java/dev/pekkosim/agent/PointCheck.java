// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Looks which points lack their place, or what else they need, in the Pekko that is used. It reads
 * class files, so that nothing is loaded for points that no run may turn on; what it finds is where
 * {@link ClassRewriter} places the hooks. Used by one thread.
 */
final class PointCheck {

    private final ClassLoader pekko;

    /** What was read, by internal name; empty for a class that is not there. */
    private final Map<String, ClassFile> read = new HashMap<>();

    PointCheck(ClassLoader pekko) {
        this.pekko = pekko;
    }

    /**
     * Tells which points cannot fire though their artifact is there.
     *
     * @param points the table
     * @return their names, each with a sentence
     */
    SortedMap<String, String> missing(PointHook... points) {
        Release running = Release.running(pekko);
        SortedMap<String, String> missing = new TreeMap<>();
        for (PointHook point : points) {
            if (point.isExpectedIn(running) && HookCheck.hasArtifact(pekko, point.jar())) {
                String why = why(point);
                if (why != null) {
                    missing.put(
                            point.name(), "the point " + point.name() + " never fires, as " + why);
                }
            }
        }
        return missing;
    }

    private @Nullable String why(PointHook point) {
        ClassFile owner = classFile(point.owner());
        if (!owner.isThere) {
            return "there is no class " + point.owner().replace('/', '.');
        }
        if (!owner.hasPlaceOf(point)) {
            return point.owner().replace('/', '.') + " has no " + point.expected();
        }
        for (PointHook.Need need : point.needs()) {
            if (!classFile(need.owner()).isThere) {
                return "there is no class " + need.owner().replace('/', '.');
            }
            if (!classFile(need.owner()).has(need.member())) {
                return need.owner().replace('/', '.') + " has no " + need.member();
            }
        }
        return null;
    }

    private ClassFile classFile(String internalName) {
        ClassFile known = read.get(internalName);
        if (known == null) {
            known = new ClassFile();
            try (InputStream in = pekko.getResourceAsStream(internalName + ".class")) {
                if (in != null) {
                    new ClassReader(in).accept(known, ClassReader.SKIP_CODE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read.put(internalName, known);
        }
        return known;
    }

    /** What a class declares. */
    private static final class ClassFile extends ClassVisitor {

        private boolean isThere;
        private final List<String[]> methods = new ArrayList<>();

        private final Set<String> names = new HashSet<>();

        private ClassFile() {
            super(Opcodes.ASM9);
        }

        private boolean hasPlaceOf(PointHook point) {
            return methods.stream().anyMatch(method -> point.matches(method[0], method[1]));
        }

        /** Scala puts the class before the name of what it had to make public. */
        private boolean has(String member) {
            return member.isEmpty()
                    || names.stream()
                            .anyMatch(name -> name.equals(member) || name.endsWith("$$" + member));
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            isThere = true;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                @Nullable Object value) {
            names.add(name);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            names.add(name);
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                methods.add(new String[] {name, descriptor});
            }
            return null;
        }
    }
}
