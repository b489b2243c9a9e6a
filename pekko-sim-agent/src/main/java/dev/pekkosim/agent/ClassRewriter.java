package dev.pekkosim.agent;

import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
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

    private ClassRewriter(
            RewrittenClass rewritten, List<MethodTarget> targets, ClassWriter writer) {
        super(Opcodes.ASM9, writer);
        this.rewritten = rewritten;
        this.targets = targets;
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
        if (targets.isEmpty() && !ClassScan.isOfInterest(classFile, calls)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        RewrittenClass rewritten =
                new RewrittenClass(name, isInterface, reader.readUnsignedShort(6), calls);
        reader.accept(new ClassRewriter(rewritten, targets, writer), 0);
        for (MethodTarget target : targets) {
            if (!rewritten.isFound(target)) {
                missing.add(target);
            }
        }
        return rewritten.isChanged() ? writer.toByteArray() : null;
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
        boolean hasMonitors = rewritten.treatments().contains(Treatment.MONITORS);
        boolean isBlock = hasMonitors
                && rewritten.mayChangeMembers()
                && MonitorVisitor.isReplaceable(access, rewritten.version());
        int kept = isBlock ? access & ~Opcodes.ACC_SYNCHRONIZED : access;
        MethodVisitor visitor = super.visitMethod(kept, name, descriptor, signature, exceptions);
        for (MethodTarget target : targets) {
            if (target.matches(name, descriptor)) {
                visitor = target.visitor(rewritten, descriptor, visitor);
            }
        }
        if (hasMonitors) {
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            visitor = new MonitorVisitor(
                    rewritten, isBlock ? new MonitorVisitor.Block(isStatic) : null, visitor);
        }
        return new CallSiteVisitor(rewritten, visitor);
    }

    @Override
    public void visitEnd() {
        rewritten.emitMembers(cv);
        super.visitEnd();
    }
}
