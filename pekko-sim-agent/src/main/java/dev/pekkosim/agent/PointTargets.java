// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import dev.pekkosim.agent.DelegateHook.Supplement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The table of methods of pekko-buggify that ask the run which they are called in. Nothing else in
 * that library is rewritten: what it does outside a run belongs to production.
 */
final class PointTargets {

    static final String PACKAGE = "dev/pekkosim/buggify/";
    static final String BUGGIFY = PACKAGE + "Buggify";
    static final String PROPERTY = PACKAGE + "Property";

    private static final String STRING = "Ljava/lang/String;";
    private static final String DETAILS = "[Ljava/lang/Object;";
    private static final String DURATION = "Ljava/time/Duration;";
    private static final String RATIO = "L" + PACKAGE + "Ratio;";
    private static final String LIST = "Ljava/util/List;";
    private static final String MAP = "Ljava/util/Map;";
    private static final String CONDITION = "Ljava/util/function/BooleanSupplier;";

    /** Name, arguments without the name of the point, and result; the hook has the same name. */
    private static final String[][] POINTS = {
        {"buggify", "", "Z"},
        {"buggify", RATIO, "Z"},
        {"rarely", "", "Z"},
        {"knob", "III", "I"},
        {"knob", "JJJ", "J"},
        {"delay", DURATION, DURATION},
        {"choice", LIST, "Ljava/lang/Object;"},
    };

    /** Name, arguments without details, and hook. */
    private static final String[][] PROPERTIES = {
        {"always", "Z" + STRING, "state"},
        {"alwaysOrUnreachable", "Z" + STRING, "state"},
        {"sometimes", "Z" + STRING, "state"},
        {"rarely", "Z" + STRING, "state"},
        {"reachable", STRING, "reachable"},
        {"unreachable", STRING, "unreachable"},
        {"alwaysGreaterThan", "JJ" + STRING, "compare"},
        {"alwaysGreaterThan", "DD" + STRING, "compare"},
        {"alwaysGreaterThanOrEqualTo", "JJ" + STRING, "compare"},
        {"alwaysGreaterThanOrEqualTo", "DD" + STRING, "compare"},
        {"alwaysLessThan", "JJ" + STRING, "compare"},
        {"alwaysLessThan", "DD" + STRING, "compare"},
        {"alwaysLessThanOrEqualTo", "JJ" + STRING, "compare"},
        {"alwaysLessThanOrEqualTo", "DD" + STRING, "compare"},
        {"sometimesGreaterThan", "JJ" + STRING, "compare"},
        {"sometimesGreaterThan", "DD" + STRING, "compare"},
        {"sometimesGreaterThanOrEqualTo", "JJ" + STRING, "compare"},
        {"sometimesGreaterThanOrEqualTo", "DD" + STRING, "compare"},
        {"sometimesLessThan", "JJ" + STRING, "compare"},
        {"sometimesLessThan", "DD" + STRING, "compare"},
        {"sometimesLessThanOrEqualTo", "JJ" + STRING, "compare"},
        {"sometimesLessThanOrEqualTo", "DD" + STRING, "compare"},
        {"alwaysSome", MAP + STRING, "stateOver"},
        {"sometimesAll", MAP + STRING, "stateOver"},
        {"sometimesEach", "Ljava/lang/Object;" + STRING, "stateEach"},
        {"eventually", DURATION + CONDITION + STRING, "eventually"},
        {"setupComplete", "", "setupComplete"},
        {"event", STRING, "event"},
    };

    /** Public static methods that do the same within a run and outside. */
    private static final Set<String> NOT_HOOKED = Set.of("lazily");

    private static final List<MethodTarget> OF_BUGGIFY = new ArrayList<>();
    private static final List<MethodTarget> OF_PROPERTY = new ArrayList<>();

    /** Names and descriptors of the methods without the name of a point. */
    private static final Set<String> UNNAMED = new HashSet<>();

    static {
        for (String[] row : POINTS) {
            String unnamed = "(" + row[1] + ")" + row[2];
            UNNAMED.add(row[0] + unnamed);
            point(row[0], unnamed, Supplement.PLACE);
            point(row[0], named(unnamed), Supplement.NONE);
        }
        for (String[] row : PROPERTIES) {
            property(row, "(" + row[1] + ")V", Supplement.NO_DETAILS_AND_KIND);
            property(row, "(" + row[1] + DETAILS + ")V", Supplement.KIND);
        }
    }

    private PointTargets() {}

    private static void point(String method, String descriptor, Supplement supplement) {
        OF_BUGGIFY.add(
                new DelegateHook(BUGGIFY, method, descriptor, "PointHooks", method, supplement));
    }

    private static void property(String[] row, String descriptor, Supplement supplement) {
        OF_PROPERTY.add(new DelegateHook(
                PROPERTY, row[0], descriptor, "PropertyHooks", row[2], supplement));
    }

    /** The targets in a class. */
    static List<MethodTarget> in(String internalName) {
        return switch (internalName) {
            case BUGGIFY -> OF_BUGGIFY;
            case PROPERTY -> OF_PROPERTY;
            default -> List.of();
        };
    }

    /** All targets. */
    static List<MethodTarget> all() {
        List<MethodTarget> all = new ArrayList<>(OF_BUGGIFY);
        all.addAll(OF_PROPERTY);
        return all;
    }

    /** Whether a method is a point that gets its name from the place of the call. */
    static boolean isUnnamed(String owner, String method, String descriptor) {
        return owner.equals(BUGGIFY) && UNNAMED.contains(method + descriptor);
    }

    /** The descriptor of the overload that takes a name last. */
    static String named(String descriptor) {
        int end = descriptor.indexOf(')');
        return descriptor.substring(0, end) + STRING + descriptor.substring(end);
    }

    /**
     * Places the hooks in a class.
     *
     * @param missing gets a sentence for each target without its place, and for each method without
     *     a target
     */
    static byte @Nullable [] rewrite(String name, byte[] classFile, MissingHooks missing) {
        List<MethodTarget> targets = in(name);
        new ClassReader(classFile)
                .accept(new Unhooked(name, targets, missing), ClassReader.SKIP_CODE);
        return ClassRewriter.rewrite(name, classFile, Set.of(), targets, missing);
    }

    /**
     * Reports public static methods that no row of the table knows: within a run they would do what
     * they do in production.
     */
    private static final class Unhooked extends ClassVisitor {

        private final String className;
        private final List<MethodTarget> targets;
        private final MissingHooks missing;

        private Unhooked(String className, List<MethodTarget> targets, MissingHooks missing) {
            super(Opcodes.ASM9);
            this.className = className;
            this.targets = targets;
            this.missing = missing;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            int publicStatic = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
            if ((access & publicStatic) == publicStatic
                    && !NOT_HOOKED.contains(name)
                    && !isKnown(name, descriptor)) {
                missing.add(className.replace('/', '.') + "." + name + descriptor
                        + " in pekko-buggify is unknown to this agent, so it is not simulated");
            }
            return null;
        }

        private boolean isKnown(String name, String descriptor) {
            for (MethodTarget target : targets) {
                if (target.matches(name, descriptor)) {
                    return true;
                }
            }
            return false;
        }
    }
}
