// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassVisitor;
import org.jspecify.annotations.Nullable;

/** What is known, while a class is being rewritten, about that class and what was done to it. */
final class RewrittenClass {

    private final String name;
    private final @Nullable String superName;
    private final boolean isInterface;
    private final int version;
    private final Set<Treatment> treatments;
    private final ExtraMethods extraMethods = new ExtraMethods();
    private final List<Object> found = new ArrayList<>();
    private final Map<Object, Consumer<ClassVisitor>> atEnd = new LinkedHashMap<>();
    private final PointNames pointNames;
    private boolean changed;

    RewrittenClass(
            String name,
            @Nullable String superName,
            boolean isInterface,
            int version,
            Set<Treatment> treatments) {
        this.name = name;
        this.superName = superName;
        this.isInterface = isInterface;
        this.version = version;
        this.treatments = treatments;
        pointNames = new PointNames(name);
    }

    /** The internal name. */
    String name() {
        return name;
    }

    /** The internal name of its superclass, null for {@code Object}. */
    @Nullable
    String superName() {
        return superName;
    }

    boolean isInterface() {
        return isInterface;
    }

    /** The version of the class file, minor in the upper half. */
    int version() {
        return version;
    }

    /** The treatments whose call sites are rewritten in this class. */
    Set<Treatment> treatments() {
        return treatments;
    }

    /** Whether members may be added or get other flags; the JDK's classes are loaded already. */
    boolean mayChangeMembers() {
        return !JdkTargets.contains(name);
    }

    /** The names of the points in it that have none. */
    PointNames pointNames() {
        return pointNames;
    }

    ExtraMethods extraMethods() {
        return extraMethods;
    }

    /** Notes that at least one instruction was rewritten. */
    void changed() {
        changed = true;
    }

    /** Notes that what a row of a table looks for was found and rewritten. */
    void found(Object row) {
        changed = true;
        found.add(row);
    }

    boolean isChanged() {
        return changed;
    }

    boolean isFound(Object row) {
        return found.contains(row);
    }

    /** Asks for members that are written at the end of the class, once for each row of a table. */
    void atEnd(Object row, Consumer<ClassVisitor> members) {
        atEnd.putIfAbsent(row, members);
    }

    void emitMembers(ClassVisitor target) {
        extraMethods.emit(target);
        atEnd.values().forEach(members -> members.accept(target));
    }
}
