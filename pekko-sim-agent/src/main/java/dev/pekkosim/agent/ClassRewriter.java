// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one class file. No type is resolved and no frame is computed: the hooks are placed so
 * that all frames of the original stay valid, and frames of added code are written by hand.
 */
final class ClassRewriter extends ClassVisitor {

    private final RewrittenClass rewritten;
    private final Work work;

    /** The methods that become blocks, and the variable that each has free. */
    private final Map<String, Integer> freeLocals;

    /** Name and descriptor of methods that would become too large. */
    private final Set<String> leftAlone;

    /**
     * What is to be done in a class.
     *
     * @param calls the treatments whose call sites are rewritten
     * @param targets the targets in it
     * @param hasPoints whether points without a name may be in it
     * @param hasInitialiser whether its static initialiser tells where it begins and ends
     */
    private record Work(
            Set<Treatment> calls,
            List<MethodTarget> targets,
            boolean hasPoints,
            boolean hasInitialiser) {

        static final Work BLOCKS = new Work(Set.of(), List.of(), false, false);
        static final Work INITIALISER = new Work(Set.of(), List.of(), false, true);

        boolean isNothing() {
            return !hasInitialiser && calls.isEmpty() && targets.isEmpty() && !hasPoints;
        }

        /** Whether all other methods stay as they are. */
        boolean isOnlyInitialiser() {
            return hasInitialiser && calls.isEmpty() && targets.isEmpty() && !hasPoints;
        }
    }

    private ClassRewriter(
            RewrittenClass rewritten,
            Work work,
            Map<String, Integer> freeLocals,
            Set<String> leftAlone,
            ClassWriter writer) {
        super(Opcodes.ASM9, writer);
        this.rewritten = rewritten;
        this.work = work;
        this.freeLocals = freeLocals;
        this.leftAlone = leftAlone;
    }

    /**
     * Rewrites calls of interest and places the hooks of the targets.
     *
     * @param name internal name of the class
     * @param classFile the original
     * @param calls the treatments whose call sites are rewritten
     * @param targets the targets in this class
     * @param missing gets a sentence for each target whose place was not found
     * @return the new class file, or null if there is nothing to rewrite
     */
    static byte @Nullable [] rewrite(
            String name,
            byte[] classFile,
            Set<Treatment> calls,
            List<MethodTarget> targets,
            MissingHooks missing) {
        return rewrite(name, classFile, ClassScan.of(classFile), calls, targets, missing);
    }

    /**
     * Rewrites calls of interest, places the hooks of the targets, and names the points without a
     * name.
     *
     * @param name internal name of the class
     * @param classFile the original
     * @param scan its scan
     * @param calls the treatments whose call sites are rewritten
     * @param targets the targets in this class
     * @param missing gets a sentence for each target whose place was not found
     * @return the new class file, or null if there is nothing to rewrite
     */
    static byte @Nullable [] rewrite(
            String name,
            byte[] classFile,
            ClassScan scan,
            Set<Treatment> calls,
            List<MethodTarget> targets,
            MissingHooks missing) {
        boolean hasPoints = scan.mentionsPoints() && !name.startsWith(PointTargets.PACKAGE);
        boolean hasInitialiser = scan.hasInitialiser();
        Work work = targets.isEmpty() && !hasPoints && !scan.isOfInterest(calls)
                ? new Work(Set.of(), List.of(), false, hasInitialiser)
                : new Work(calls, targets, hasPoints, hasInitialiser);
        return work.isNothing() ? null : rewrite(name, classFile, work, missing);
    }

    /**
     * Has the static initialiser of a class tell where it begins and ends, and leaves all else as
     * it is.
     *
     * @param name internal name of the class
     * @param classFile the original
     * @return the new class file, or null if it has none that could call anything
     */
    static byte @Nullable [] rewriteInitialiser(String name, byte[] classFile) {
        MissingHooks none = new MissingHooks();
        return ClassScan.of(classFile).hasInitialiser()
                ? rewrite(name, classFile, Work.INITIALISER, none)
                : null;
    }

    private static byte @Nullable [] rewrite(
            String name, byte[] classFile, Work work, MissingHooks missing) {
        Set<String> leftAlone = new HashSet<>();
        while (true) {
            try {
                return rewrite(name, classFile, work, missing, leftAlone);
            } catch (MethodTooLargeException e) {
                if (work.isOnlyInitialiser()) {
                    return null;
                }
                if (!leftAlone.add(e.getMethodName() + e.getDescriptor())) {
                    throw e;
                }
                String method = name.replace('/', '.') + "." + e.getMethodName();
                missing.add(method + " is too large to get hooks, so it is not simulated");
            }
        }
    }

    private static byte @Nullable [] rewrite(
            String name, byte[] classFile, Work work, MissingHooks missing, Set<String> leftAlone) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        int version = reader.readUnsignedShort(6);
        RewrittenClass rewritten =
                new RewrittenClass(name, reader.getSuperName(), isInterface, version, work.calls());
        Map<String, Integer> freeLocals = work.calls().contains(Treatment.MONITORS)
                        && rewritten.mayChangeMembers()
                        && BlockVisitor.isPossible(version)
                ? SynchronizedMethods.freeLocals(reader)
                : new HashMap<>();
        freeLocals.keySet().removeAll(leftAlone);
        if (!freeLocals.isEmpty() && !work.targets().isEmpty()) {
            // The targets write frames of the other kind; so this takes two turns.
            reader.accept(
                    new ClassRewriter(
                            new RewrittenClass(
                                    name, reader.getSuperName(), isInterface, version, Set.of()),
                            Work.BLOCKS,
                            freeLocals,
                            leftAlone,
                            writer),
                    ClassReader.EXPAND_FRAMES);
            return rewrite(name, writer.toByteArray(), work, missing, leftAlone);
        }
        reader.accept(
                new ClassRewriter(rewritten, work, freeLocals, leftAlone, writer),
                freeLocals.isEmpty() ? 0 : ClassReader.EXPAND_FRAMES);
        byte @Nullable [] bytes = rewritten.isChanged() ? writer.toByteArray() : null;
        for (MethodTarget target : work.targets()) {
            if (!rewritten.isFound(target)) {
                missing.add(target);
            }
        }
        return bytes;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        super.visit(
                version,
                access,
                name,
                signature,
                superName,
                holdsMemo() ? MemoHolders.interfaces(interfaces) : interfaces);
    }

    /** Not while only its blocks are rewritten, which is one of two turns. */
    private boolean holdsMemo() {
        return !work.targets().isEmpty() && MemoHolders.contains(rewritten.name());
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return super.visitMethod(access, name, descriptor, signature, exceptions);
        }
        boolean isInitialiser = work.hasInitialiser() && name.equals(InitialiserVisitor.METHOD);
        if (leftAlone.contains(name + descriptor) || (work.isOnlyInitialiser() && !isInitialiser)) {
            return super.visitMethod(access, name, descriptor, signature, exceptions);
        }
        Integer free = freeLocals.get(name + descriptor);
        int kept = free == null ? access : access & ~Opcodes.ACC_SYNCHRONIZED;
        MethodVisitor visitor = super.visitMethod(kept, name, descriptor, signature, exceptions);
        if (isInitialiser) {
            visitor = new InitialiserVisitor(rewritten, !freeLocals.isEmpty(), visitor);
        }
        for (MethodTarget target : work.targets()) {
            if (target.matches(name, descriptor)) {
                visitor = target.visitor(rewritten, descriptor, visitor);
            }
        }
        if (rewritten.treatments().contains(Treatment.MONITORS)) {
            visitor = new MonitorVisitor(rewritten, visitor);
        }
        visitor = new CallSiteVisitor(rewritten, visitor);
        if (work.hasPoints()) {
            visitor = new PointNameVisitor(rewritten, name, visitor);
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return free == null ? visitor : new BlockVisitor(rewritten, isStatic, free, visitor);
    }

    @Override
    public void visitEnd() {
        rewritten.emitMembers(cv);
        if (holdsMemo()) {
            MemoHolders.emit(rewritten.name(), cv);
        }
        super.visitEnd();
    }
}
