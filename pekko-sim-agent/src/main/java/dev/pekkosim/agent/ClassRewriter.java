package dev.pekkosim.agent;

import java.util.List;
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
     * @param targets the targets in this class
     * @param missing gets a sentence for each target whose place was not found
     * @return the new class file, or null if there is nothing to rewrite
     */
    static byte @Nullable [] rewrite(
            String name, byte[] classFile, List<MethodTarget> targets, MissingHooks missing) {
        if (targets.isEmpty() && !ConstantPoolScan.mentionsCallSite(classFile)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
        RewrittenClass rewritten = new RewrittenClass(name, isInterface);
        reader.accept(new ClassRewriter(rewritten, targets, writer), 0);
        for (MethodTarget target : targets) {
            if (!rewritten.isFound(target)) {
                missing.add(target);
            }
        }
        return rewritten.isChanged() ? writer.toByteArray() : null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return visitor;
        }
        for (MethodTarget target : targets) {
            if (target.matches(name, descriptor)) {
                visitor = target.visitor(rewritten, descriptor, visitor);
            }
        }
        return new CallSiteVisitor(rewritten, visitor);
    }

    @Override
    public void visitEnd() {
        rewritten.emitMembers(cv);
        super.visitEnd();
    }
}
