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
 * Rewrites one class file. No type is resolved and no frame is computed: the hooks are placed so that
 * all frames of the original stay valid, and frames of added code are written by hand.
 */
final class ClassRewriter extends ClassVisitor {

    private final RewrittenClass rewritten;
    private final List<MethodTarget> targets;

    /** The methods that become blocks, and the variable that each has free. */
    private final Map<String, Integer> freeLocals;

    /** Name and descriptor of methods that would become too large. */
    private final Set<String> leftAlone;

    private final boolean hasPoints;

    private ClassRewriter(
            RewrittenClass rewritten,
            List<MethodTarget> targets,
            Map<String, Integer> freeLocals,
            Set<String> leftAlone,
            boolean hasPoints,
            ClassWriter writer) {
        super(Opcodes.ASM9, writer);
        this.rewritten = rewritten;
        this.targets = targets;
        this.freeLocals = freeLocals;
        this.leftAlone = leftAlone;
        this.hasPoints = hasPoints;
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
     * Rewrites calls of interest, places the hooks of the targets, and names the points without a name.
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
        if (targets.isEmpty() && !hasPoints && !scan.isOfInterest(calls)) {
            return null;
        }
        Set<String> leftAlone = new HashSet<>();
        while (true) {
            try {
                return rewrite(name, classFile, calls, targets, missing, leftAlone, hasPoints);
            } catch (MethodTooLargeException e) {
                if (!leftAlone.add(e.getMethodName() + e.getDescriptor())) {
                    throw e;
                }
                String method = name.replace('/', '.') + "." + e.getMethodName();
                missing.add(method + " is too large to get hooks, so it is not simulated");
            }
        }
    }

    private static byte @Nullable [] rewrite(
            String name,
            byte[] classFile,
            Set<Treatment> calls,
            List<MethodTarget> targets,
            MissingHooks missing,
            Set<String> leftAlone,
            boolean hasPoints) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        int version = reader.readUnsignedShort(6);
        RewrittenClass rewritten =
                new RewrittenClass(name, reader.getSuperName(), isInterface, version, calls);
        Map<String, Integer> freeLocals = calls.contains(Treatment.MONITORS)
                        && rewritten.mayChangeMembers()
                        && BlockVisitor.isPossible(version)
                ? SynchronizedMethods.freeLocals(reader)
                : new HashMap<>();
        freeLocals.keySet().removeAll(leftAlone);
        if (!freeLocals.isEmpty() && !targets.isEmpty()) {
            // The targets write frames of the other kind; so this takes two turns.
            reader.accept(
                    new ClassRewriter(
                            new RewrittenClass(
                                    name, reader.getSuperName(), isInterface, version, Set.of()),
                            List.of(),
                            freeLocals,
                            leftAlone,
                            false,
                            writer),
                    ClassReader.EXPAND_FRAMES);
            return rewrite(
                    name, writer.toByteArray(), calls, targets, missing, leftAlone, hasPoints);
        }
        reader.accept(
                new ClassRewriter(rewritten, targets, freeLocals, leftAlone, hasPoints, writer),
                freeLocals.isEmpty() ? 0 : ClassReader.EXPAND_FRAMES);
        byte @Nullable [] bytes = rewritten.isChanged() ? writer.toByteArray() : null;
        for (MethodTarget target : targets) {
            if (!rewritten.isFound(target)) {
                missing.add(target);
            }
        }
        return bytes;
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
        if (leftAlone.contains(name + descriptor)) {
            return super.visitMethod(access, name, descriptor, signature, exceptions);
        }
        Integer free = freeLocals.get(name + descriptor);
        int kept = free == null ? access : access & ~Opcodes.ACC_SYNCHRONIZED;
        MethodVisitor visitor = super.visitMethod(kept, name, descriptor, signature, exceptions);
        for (MethodTarget target : targets) {
            if (target.matches(name, descriptor)) {
                visitor = target.visitor(rewritten, descriptor, visitor);
            }
        }
        if (rewritten.treatments().contains(Treatment.MONITORS)) {
            visitor = new MonitorVisitor(rewritten, visitor);
        }
        visitor = new CallSiteVisitor(rewritten, visitor);
        if (hasPoints) {
            visitor = new PointNameVisitor(rewritten, name, visitor);
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return free == null ? visitor : new BlockVisitor(rewritten, isStatic, free, visitor);
    }

    @Override
    public void visitEnd() {
        rewritten.emitMembers(cv);
        super.visitEnd();
    }
}
